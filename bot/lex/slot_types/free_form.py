"""AMAZON.FreeFormInput: the whole utterance, whatever it is (Lex guide, page "AMAZON.FreeFormInput")."""

from collections.abc import Sequence

from bot.lex.slot_types.reading import BuiltInType, Reading, Setting, whole


def find(text: str, setting: Setting) -> Sequence[Reading]:
    return ()


def answer(text: str, setting: Setting) -> Reading | None:
    return whole(text)


FREE_FORM_INPUT = BuiltInType(find, answer, open_ended=True)
