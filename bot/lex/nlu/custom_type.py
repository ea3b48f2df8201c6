"""Values of a custom slot type in text: names and synonyms, both scripts, typing errors, regular expressions."""

import re
from collections import defaultdict
from collections.abc import Sequence

from bot.definitions.errors import BrokenRegex
from bot.definitions.model import SlotType
from bot.lex.interpreter import SlotValue
from bot.lex.nlu.glossary import Glossary
from bot.lex.nlu.mention import Mention
from bot.lex.nlu.names import Found, Names
from bot.lex.nlu.particles import is_particles
from bot.lex.nlu.writing import Line, read_line, squeeze
from bot.lex.slot_types.reading import MAX_RESOLUTIONS

_LONGEST_UNKNOWN_VALUE = 6
"""Words of an answer that an ORIGINAL_VALUE slot takes though it knows none of them."""


class CustomType:
    """One custom slot type; resolution strategies as in the Lex guide, page "Creating a slot type".

    Raises BrokenRegex where its pattern cannot be compiled.
    """

    def __init__(self, slot_type: SlotType, glossary: Glossary) -> None:
        self._slot_type = slot_type
        self._pattern = _compiled(slot_type)
        self._values = _values_by_key(slot_type, glossary)
        self._names = Names(tuple(self._values))

    @property
    def open_ended(self) -> bool:
        """Whether words that it does not know can be a value."""
        return self._slot_type.resolution == "ORIGINAL_VALUE" and not self._slot_type.regex

    def find(self, line: Line, known_words: frozenset[str] | None = frozenset()) -> list[Mention]:
        """Values in a line; misspelt ones too, unless ``known_words`` is None: words that are meant as they are."""
        if self._pattern is not None:
            return [self._matched(line, m.span()) for m in self._pattern.finditer(line.raw) if m.group()]
        exact = self._names.find(line)
        misspelt = () if known_words is None else self._names.find_misspelt(line, known_words, exact)
        return [self._mention(line, found) for found in [*exact, *misspelt]]

    def answer(self, text: str) -> SlotValue | None:
        """The value that an answer to a prompt gives, None if it gives none."""
        line = read_line(text)
        if mentions := self.find(line):
            return max(mentions, key=lambda m: (m.exact, m.end - m.start)).value
        if self._pattern is not None or not line.key:
            return None
        if name := self._names.nearest(line.key):
            return self._value(text.strip(), name)
        return self._unknown(line)

    def unknown(self, text: str) -> SlotValue:
        """Words that the type does not list, as ORIGINAL_VALUE takes them [OBS: resolvedValues are empty]."""
        return SlotValue(original=text, interpreted=text)

    def _unknown(self, line: Line) -> SlotValue | None:
        if not self.open_ended or len(line.words) > _LONGEST_UNKNOWN_VALUE:
            return None
        return self.unknown(_without_copula(line))

    def _matched(self, line: Line, raw_span: tuple[int, int]) -> Mention:
        original = line.raw[slice(*raw_span)]
        start, end = line.key_span(*raw_span)
        return Mention(start, end, self._slot_type.name, SlotValue(original, original, (original,)))

    def _mention(self, line: Line, found: Found) -> Mention:
        original = line.raw_text(found.start, found.end)
        value = self._value(original, found.name)
        return Mention(found.start, found.end, self._slot_type.name, value, found.exact)

    def _value(self, original: str, name: str) -> SlotValue:
        resolved = tuple(self._values[name][:MAX_RESOLUTIONS])
        keeps_words = self._slot_type.resolution == "ORIGINAL_VALUE"
        return SlotValue(original, original if keeps_words else resolved[0], resolved)


def _compiled(slot_type: SlotType) -> re.Pattern[str] | None:
    if not slot_type.regex:
        return None
    try:
        re.compile(slot_type.regex)  # alone, so that an open bracket does not take in what follows
        return re.compile(rf"(?<![0-9A-Za-z])(?:{slot_type.regex})(?![0-9A-Za-z])", re.IGNORECASE)
    except re.error as error:
        where = f"SlotTypes/{slot_type.name}/SlotType.json#valueSelectionSetting.regexFilter.pattern"
        what = f"{slot_type.regex!r} is no regular expression that can be used here ({error})"
        raise BrokenRegex(where, what, "mend the pattern; bot lex lint names every such place") from error


def _values_by_key(slot_type: SlotType, glossary: Glossary) -> dict[str, list[str]]:
    """Name or synonym to canonical values; other spellings only where no value claims them itself."""
    values: dict[str, list[str]] = defaultdict(list)
    for value in slot_type.values:
        for name in (value.value, *value.synonyms):
            _add(values, name, value.value)
    for value in slot_type.values:
        for name in (value.value, *value.synonyms):
            _add_spellings(values, glossary.variants(name), value.value)
    return dict(values)


def _add(values: dict[str, list[str]], name: str, value: str) -> None:
    key = squeeze(name)
    if key and value not in values[key]:
        values[key].append(value)


def _add_spellings(values: dict[str, list[str]], spellings: Sequence[str], value: str) -> None:
    for spelling in spellings:
        if squeeze(spelling) not in values:
            _add(values, spelling, value)


def _without_copula(line: Line) -> str:
    """What is left of an answer when a polite ending is taken off: 홍길동입니다."""
    start, end = line.words[-1]
    for cut in range(start + 2, end):
        if len(line.key[cut:end]) > 1 and is_particles(line.key[cut:end]):
            return line.raw_text(0, cut)
    return line.raw.strip()
