"""The built-in slot types of Amazon Lex V2, one file each (Lex guide, page "Built-in slot types").

Lex V2 has no type for ordinals; an export that names one is read as AMAZON.FreeFormInput is.
"""

from collections.abc import Mapping

from bot.lex.slot_types.alphanumeric import ALPHANUMERIC
from bot.lex.slot_types.city import CITY
from bot.lex.slot_types.confirmation import CONFIRMATION
from bot.lex.slot_types.country import COUNTRY
from bot.lex.slot_types.currency import CURRENCY
from bot.lex.slot_types.date import DATE
from bot.lex.slot_types.duration import DURATION
from bot.lex.slot_types.email_address import EMAIL_ADDRESS
from bot.lex.slot_types.first_name import FIRST_NAME
from bot.lex.slot_types.free_form import FREE_FORM_INPUT
from bot.lex.slot_types.last_name import LAST_NAME
from bot.lex.slot_types.number import NUMBER
from bot.lex.slot_types.percentage import PERCENTAGE
from bot.lex.slot_types.phone_number import PHONE_NUMBER
from bot.lex.slot_types.reading import BuiltInType
from bot.lex.slot_types.state import STATE
from bot.lex.slot_types.street_name import STREET_NAME
from bot.lex.slot_types.time import TIME
from bot.lex.slot_types.uk_postal_code import UK_POSTAL_CODE

BUILT_IN_TYPES: Mapping[str, BuiltInType] = {
    "AMAZON.AlphaNumeric": ALPHANUMERIC,
    "AMAZON.City": CITY,
    "AMAZON.Confirmation": CONFIRMATION,
    "AMAZON.Country": COUNTRY,
    "AMAZON.Currency": CURRENCY,
    "AMAZON.Date": DATE,
    "AMAZON.Duration": DURATION,
    "AMAZON.EmailAddress": EMAIL_ADDRESS,
    "AMAZON.FirstName": FIRST_NAME,
    "AMAZON.FreeFormInput": FREE_FORM_INPUT,
    "AMAZON.LastName": LAST_NAME,
    "AMAZON.Number": NUMBER,
    "AMAZON.Percentage": PERCENTAGE,
    "AMAZON.PhoneNumber": PHONE_NUMBER,
    "AMAZON.State": STATE,
    "AMAZON.StreetName": STREET_NAME,
    "AMAZON.Time": TIME,
    "AMAZON.UKPostalCode": UK_POSTAL_CODE,
}
