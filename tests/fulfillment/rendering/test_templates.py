"""Every view, in every language and channel."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from fulfillment.knowledge.entry import Code, Link, RichText, Step
from fulfillment.lex import limits
from fulfillment.rendering.labels import PLACE
from fulfillment.rendering.renderer import DEFAULT_LOCALE, TEMPLATES, Renderer
from fulfillment.rendering.rich import code_block, link_list
from tests.fulfillment.small_content import an_entry

LOCALES = sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir())
RENDERER = Renderer()
VIEWS = RENDERER.views(DEFAULT_LOCALE)
SHARP = 'AT&T <b>"x"</b>'

ENTRY = an_entry("sample", answer="**Answer**", spoken=SHARP, details="*Details*")
SAMPLES: dict[str, Any] = {
    "entry": ENTRY,
    "shown": ["One.", "Other."],
    "spoken": ["One.", "Other."],
    "links": link_list([Link(SHARP, "https://example.com")]),
    "spoken_details": SHARP,
    "questions": [SHARP, "Why?", "When?"],
    "topic": SHARP,
    "topics": [SHARP, "Lambda"],
    "step": Step("Title", RichText("*text*", "text", "<em>text</em>"), SHARP, shows_code=True),
    "number": 2,
    "count": 7,
    "code": code_block(Code("Python", "3.14", "print(1 < 2)"), "python"),
    "choices": [],
}
NAMES = {"AWS", "Lambda", "SAM", "CloudFormation", "Python", "Node", "js", "Java", "NET", "C", "Ruby", "Go"}

every_locale = pytest.mark.parametrize("locale", LOCALES)
every_view = pytest.mark.parametrize("view", VIEWS)


def test_there_are_two_languages() -> None:
    assert LOCALES == ["en_US", "ko_KR"]
    assert RENDERER.locales == set(LOCALES)


@every_locale
def test_every_language_has_every_view_for_eye_and_ear(locale: str) -> None:
    assert RENDERER.views(locale) == VIEWS
    files = {path.name for path in (TEMPLATES / locale).glob("*.j2")}
    assert files == {f"{view}.{channel}.j2" for view in VIEWS for channel in ("chat", "voice")}


@every_locale
@every_view
def test_a_view_renders_for_the_eye(view: str, locale: str) -> None:
    spoken = RENDERER.chat(view, locale, SAMPLES)
    assert spoken.text
    assert spoken.markdown
    assert "\ue000" not in spoken.text + spoken.markdown + spoken.html
    assert "<b>" not in spoken.html
    ElementTree.fromstring(f"<div>{spoken.html.replace('<br>', '<br/>')}</div>")


@every_locale
@every_view
def test_a_view_renders_for_the_ear_as_xml(view: str, locale: str) -> None:
    speech = RENDERER.voice(view, locale, SAMPLES)
    assert ElementTree.fromstring(speech).tag == "speak"
    assert "".join(ElementTree.fromstring(speech).itertext()).strip()
    assert limits.utf16_length(speech) <= limits.MESSAGE_CHARACTERS


@pytest.mark.parametrize("path", sorted((TEMPLATES / "ko_KR").iterdir()), ids=lambda path: path.name)
def test_korean_has_no_english_but_names(path: Any) -> None:
    text = re.sub(r"\{[%{].*?[%}]\}", " ", path.read_text(encoding="utf-8"))
    if path.suffix == ".json":
        text = " ".join(re.findall(r'"([^"]*[가-힣][^"]*)"', text)).replace(PLACE, "")
    assert set(re.findall(r"[A-Za-z]+", text)) <= NAMES


class TestLabels:
    @every_locale
    def test_are_the_same_in_every_language(self, locale: str) -> None:
        labels, english = RENDERER.labels(locale), RENDERER.labels(DEFAULT_LOCALE)
        assert set(labels.wishes) == set(english.wishes)
        assert set(labels.cards) == set(english.cards)

    @every_locale
    def test_fit_on_buttons_and_cards(self, locale: str) -> None:
        labels = RENDERER.labels(locale)
        texts = [text for pair in labels.wishes.values() for text in pair]
        assert all(0 < limits.utf16_length(text) <= limits.BUTTON_CHARACTERS for text in texts)
        assert all(0 < limits.utf16_length(title) <= limits.CARD_TEXT_CHARACTERS for title in labels.cards.values())

    @every_locale
    def test_title_cards_of_views_that_exist(self, locale: str) -> None:
        assert set(RENDERER.labels(locale).cards) - {"default"} <= set(VIEWS)
