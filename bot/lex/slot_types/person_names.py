"""What the types for first and last names share: introductions, and how Korean names are put together."""

import re
from collections.abc import Iterator

from bot.lex.slot_types.wordlist import word_lists

_INTRODUCED = {
    "en": re.compile(
        r"^(?:(?:hi|hello|yes|well|um|uh)[,!.]?\s+)*(?:my (?:full |first |last |given |family )?(?:name|surname) is|"
        r"my name's|(?:it|that|this)(?:'s| is)|i am|i'm|im|its|call me|they call me|the name is|the name's)\s+",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"^(?:네\s+|음\s+)?(?:제|내|저의|나의)?\s*(?:이름|성함|성|성씨)?(?:은|는|이)?\s+|^(?:저는|나는|전|난)\s+"
    ),
    "es": re.compile(r"^(?:me llamo|mi nombre es|soy)\s+", re.IGNORECASE),
    "pt": re.compile(r"^(?:me chamo|meu nome é|eu sou|sou)\s+", re.IGNORECASE),
    "it": re.compile(r"^(?:mi chiamo|il mio nome è|sono)\s+", re.IGNORECASE),
    "de": re.compile(r"^(?:ich heiße|mein name ist|ich bin)\s+", re.IGNORECASE),
    "fr": re.compile(r"^(?:je m'appelle|mon nom est|je suis)\s+", re.IGNORECASE),
    "ja": re.compile(r"^(?:私は|名前は|わたしは)"),
}  # fmt: skip
_KOREAN_END = re.compile(
    r"(?:이라고|라고)\s*(?:해요|합니다|해|불러\s*주세요|불러줘|하는데요)$|(?:입니다|이에요|예요|이예요|이야|라고요|이라고요|이요|이고요)$"
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}")


def name_span(text: str, language: str) -> tuple[int, int] | None:
    """Where the name stands in an answer, None if the answer is no name."""
    start = len(text) - len(text.lstrip())
    if introduced := _INTRODUCED.get(language, _INTRODUCED["en"]).match(text[start:]):
        start += introduced.end()
    end = len(text.rstrip(" .,!?"))
    if language == "ko":
        end = start + len(_KOREAN_END.sub("", text[start:end]).rstrip())
        end = _without_vocative(text, start, end)
    return (start, end) if end > start and _NAME.fullmatch(text[start:end]) else None


def korean_parts(name: str) -> tuple[str, str]:
    """Family and given name of a Korean name; the family name is empty where there is none."""
    compact = name.replace(" ", "")
    surnames = word_lists("names", "ko").get("last", ())
    for length in (2, 1):
        if len(compact) - length in (1, 2) and compact[:length] in surnames and len(compact) >= 3:
            return compact[:length], compact[length:]
    return "", compact


def known(text: str, language: str, kind: str) -> Iterator[tuple[int, int]]:
    """Common names in free text; those of Latin letters only with a capital."""
    names = word_lists("names", language).get(kind, ())
    if language == "ko" or not names:
        return
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", text):
        yield match.span()


def _without_vocative(text: str, start: int, end: int) -> int:
    """The end of a Korean name without 이 or 씨 behind it (길동이, 길동 씨)."""
    name = text[start:end]
    if name.endswith("씨") and len(name) > 2:
        return start + len(name[:-1].rstrip())
    if name.endswith("야") and len(name) > 3:
        return end - 1
    return end
