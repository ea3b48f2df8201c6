"""What the types for cities, states and countries share: names in a list, in free text and in answers."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from bot.lex.slot_types.reading import Reading, Setting
from bot.lex.slot_types.wordlist import word_lists

Names = Callable[[str], Mapping[str, str]]
"""Of a language: each name in small letters, and the name that it resolves to."""
_ANSWER = {
    "en": re.compile(
        r"^(?:(?:i'm |i am )?(?:going |travelling |traveling |flying |moving )?(?:to|in|from|near|around|at)|i live in|"
        r"(?:it|that)(?:'s| is)|i'm from|i am from|the city of|the state of)\s+",
        re.IGNORECASE,
    ),
    "es": re.compile(r"^(?:a|en|de|desde|hacia|para|es)\s+", re.IGNORECASE),
    "pt": re.compile(r"^(?:a|em|de|para|no|na|do|da|é)\s+", re.IGNORECASE),
    "it": re.compile(r"^(?:a|in|di|da|per|è)\s+", re.IGNORECASE),
    "de": re.compile(r"^(?:nach|in|aus|von|bei)\s+", re.IGNORECASE),
    "fr": re.compile(r"^(?:à|en|de|pour|au|aux|vers|c'est)\s+", re.IGNORECASE),
}  # fmt: skip
_KOREAN_END = re.compile(r"(?:입니다|이에요|예요|이요|요|으로|로|에서|에|까지|쪽으로|이야|은요|는요)+$")


def find_places(text: str, setting: Setting, names: Names) -> Sequence[Reading]:
    """Listed names in free text; those of Latin letters only where the asker did not write all small but one."""
    known = names(setting.language)
    if not known:
        return []
    matches = _pattern(names, setting.language).finditer(text)
    return [Reading(m.start(), m.end(), (known[m.group().lower()],)) for m in matches]


def place_answer(text: str, setting: Setting) -> tuple[int, int]:
    """Where the place stands in the answer to a prompt, without what leads up to it."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip(" .,!?"))
    if setting.language == "ko":
        return start, start + len(_KOREAN_END.sub("", text[start:end]).rstrip())
    introduced = _ANSWER.get(setting.language, _ANSWER["en"]).match(text[start:end])
    return start + (introduced.end() if introduced else 0), end


def listed(file: str, language: str) -> dict[str, str]:
    """Names of a data file: a list for each language, a name and its other spellings with bars between."""
    names: dict[str, str] = {}
    for entry in word_lists(file, language).get("names", ()):
        spellings = entry.split("|")
        names |= {spelling.lower(): spellings[0] for spelling in spellings}
    return names


@cache
def _pattern(names: Names, language: str) -> re.Pattern[str]:
    longest_first = sorted(names(language), key=len, reverse=True)
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    if language == "ko":
        return re.compile(
            rf"(?<![가-힣A-Za-z])(?:{spelled})(?=(?:시|도|에서|에|으로|로|까지|부터|은|는|이|가|을|를|행|의|요|이요|예요|이에요|야|이야|입니다|과|와|랑|이랑|하고|쪽)*(?![가-힣]))",
            re.IGNORECASE,
        )
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE)
