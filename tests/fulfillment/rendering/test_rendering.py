"""Forms of a reply: rich texts in templates, spoken abridgements, what fits into appContext."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from fulfillment.knowledge.entry import Code, Link
from fulfillment.knowledge.rich_text import rich_text
from fulfillment.lex import limits
from fulfillment.lex.response import Button, Card, attributes_bytes
from fulfillment.rendering.app_context import ATTRIBUTE, with_app_context
from fulfillment.rendering.renderer import Renderer, Spoken
from fulfillment.rendering.rich import code_block, link_list, with_runtime
from fulfillment.rendering.spoken import MOST_CHARACTERS, MOST_SENTENCES, in_short


def renderer(folder: Path, chat: str, voice: str = "-") -> Renderer:
    (folder / "en_US").mkdir()
    (folder / "en_US/labels.json").write_text("{}")
    (folder / "en_US/view.chat.j2").write_text(chat)
    (folder / "en_US/view.voice.j2").write_text(voice)
    return Renderer(folder)


class TestForms:
    def test_a_rich_text_brings_a_form_for_each(self, tmp_path: Path) -> None:
        spoken = renderer(tmp_path, "Look:\n\n{{ it }}").chat("view", "en_US", {"it": rich_text("**bold**")})
        assert spoken.text == "Look:\n\nbold"
        assert spoken.markdown == "Look:\n\n**bold**"
        assert spoken.html == "<p>Look:</p>\n<p><strong>bold</strong></p>"

    def test_a_plain_text_is_escaped_in_html_alone(self, tmp_path: Path) -> None:
        spoken = renderer(tmp_path, "- {{ it }}\n- b").chat("view", "en_US", {"it": "<i>&"})
        assert spoken.text == spoken.markdown == "- <i>&\n- b"
        assert spoken.html == "<p>- &lt;i&gt;&amp;<br>- b</p>"

    def test_a_name_nobody_defined_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(UndefinedError):
            renderer(tmp_path, "{{ nobody }}").chat("view", "en_US", {})

    def test_a_template_has_no_way_out_of_its_sandbox(self, tmp_path: Path) -> None:
        with pytest.raises(SecurityError):
            renderer(tmp_path, "{{ it.__class__.__mro__ }}").chat("view", "en_US", {"it": "x"})

    def test_speech_is_one_line_and_escaped(self, tmp_path: Path) -> None:
        speech = renderer(tmp_path, "-", "a\n\n {{ it }}").voice("view", "en_US", {"it": "<b> & c"})
        assert speech == "<speak>a &lt;b&gt; &amp; c</speak>"


class TestRich:
    def test_code_keeps_its_language_and_is_escaped(self) -> None:
        code = code_block(Code("Python", "3.14", "\nif a < b:\n    pass\n"), "python")
        assert code.markdown == "```python\nif a < b:\n    pass\n```"
        assert code.html == '<pre><code class="language-python">if a &lt; b:\n    pass</code></pre>'

    def test_links_are_listed_and_escaped(self) -> None:
        links = link_list(iter([Link('a "b" <c>', 'https://example.com/?x="y"&z')]))
        assert links.text == '• a "b" <c>: https://example.com/?x="y"&z'
        assert '"https://example.com/?x=&#34;y&#34;&amp;z"' in links.html
        assert "<c>" not in links.html

    def test_the_runtime_fills_the_blank(self) -> None:
        filled = with_runtime(rich_text("Choose **{runtime}**."), "C# <13>")
        assert filled.text == "Choose C# <13>."
        assert filled.html == "<p>Choose <strong>C# &lt;13&gt;</strong>.</p>"


class TestInShort:
    @pytest.mark.parametrize(
        ("text", "spoken"),
        [
            ("One. Two. Three.", "One. Two."),
            ("First line\nsecond line\nthird", "First line second line"),
            ("• one\n• two", "one two"),
            ("See https://example.com/x now. Or `not`.", "See  now. Or not."),
            ("", ""),
        ],
    )
    def test_two_sentences_without_what_cannot_be_said(self, text: str, spoken: str) -> None:
        assert in_short(text) == spoken

    @given(st.text())
    def test_is_short(self, text: str) -> None:
        assert len(in_short(text)) <= MOST_CHARACTERS
        assert MOST_SENTENCES == 2


class TestAppContext:
    CARD = Card("Next", (Button("More", "more"),))

    def test_follows_the_contract_of_lex_web_clients(self) -> None:
        attributes = with_app_context({"a": "b"}, Spoken("t", "m", "h", "s"), [self.CARD])
        assert json.loads(attributes[ATTRIBUTE]) == {
            "altMessages": {"markdown": "m", "html": "h", "ssml": "s"},
            "responseCard": {
                "version": "1",
                "contentType": "application/vnd.amazonaws.card.generic",
                "genericAttachments": [{"title": "Next", "buttons": [{"text": "More", "value": "more"}]}],
            },
        }

    @pytest.mark.parametrize(
        ("length", "kept"),
        [(1_000, {"html", "markdown", "ssml"}), (4_000, {"markdown", "ssml"}), (6_000, {"ssml"}), (24_000, set())],
    )
    def test_gives_up_html_first_and_speech_last(self, length: int, kept: set[str]) -> None:
        attributes = with_app_context({}, Spoken("", "m" * length, "h" * length, "s" * (length // 2)), [self.CARD])
        assert set(json.loads(attributes[ATTRIBUTE])["altMessages"]) == kept

    @given(st.integers(0, 9_000), st.integers(0, 5_000))
    def test_never_breaks_the_limit(self, theirs: int, ours: int) -> None:
        attributes = with_app_context({"theirs": "x" * theirs}, Spoken("", "가" * ours, "가" * ours, "s"), [])
        assert attributes_bytes(attributes) <= limits.SESSION_ATTRIBUTES_BYTES
        assert attributes["theirs"] == "x" * theirs
