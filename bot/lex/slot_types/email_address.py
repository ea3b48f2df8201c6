"""AMAZON.EmailAddress: user@domain (Lex guide, page "AMAZON.EmailAddress")."""

import re
from collections.abc import Sequence

from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, answer_by_finding

_WRITTEN = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_WORD = r"[A-Za-z0-9_]+"
_SPOKEN_ENGLISH = re.compile(
    rf"(?<!\w)(?P<user>{_WORD}(?:\s+(?:dot|underscore|dash|hyphen)\s+{_WORD})*)\s+at\s+(?P<domain>{_WORD}(?:\s+(?:dash|hyphen)\s+{_WORD})?"
    rf"(?:\s+dot\s+{_WORD})+)", re.IGNORECASE,
)  # fmt: skip
_SPOKEN_KOREAN = re.compile(
    rf"(?P<user>{_WORD}(?:\s*(?:점|닷|쩜)\s*{_WORD})*)\s*(?:골뱅이|앳)\s*(?P<domain>{_WORD}(?:\s*(?:점|닷|쩜|\.)\s*{_WORD})+)"
)
_SIGNS = {"dot": ".", "점": ".", "닷": ".", "쩜": ".", "underscore": "_", "dash": "-", "hyphen": "-"}


def find(text: str, setting: Setting) -> Sequence[Reading]:
    readings = [Reading(m.start(), m.end(), (m.group(),)) for m in _WRITTEN.finditer(text)]
    spoken = _SPOKEN_KOREAN if setting.language == "ko" else _SPOKEN_ENGLISH
    for match in () if readings else spoken.finditer(text):
        readings.append(Reading(match.start(), match.end(), (f"{_typed(match['user'])}@{_typed(match['domain'])}",)))
    return readings


def _typed(spoken: str) -> str:
    spelled = re.sub(r"점|닷|쩜", " dot ", spoken)
    return "".join(_SIGNS.get(word.lower(), word.lower()) for word in spelled.split())


EMAIL_ADDRESS = BuiltInType(find, answer_by_finding(find), examples=lambda language: ("jane@example.com",))
