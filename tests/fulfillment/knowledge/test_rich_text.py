"""Markdown in every form a channel shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.content import Content
from fulfillment.knowledge.rich_text import rich_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**bold** and *slanted* and `code`", "bold and slanted and code"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\ntwo", "one\ntwo"),
        ("- one\n- two", "• one\n• two"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("- one\n  - inner\n- two", "• one\n  • inner\n• two"),
        ("before\n\n- one\n\nafter", "before\n\n• one\n\nafter"),
        ("[Home](https://example.com)", "Home (https://example.com)"),
        ("```python\nx = 1\ny = 2\n```", "x = 1\ny = 2"),
        ("# Title\n\ntext", "Title\ntext"),
        ("", ""),
    ],
)
def test_plain_text_reads_well_without_markdown(markdown: str, text: str) -> None:
    assert rich_text(markdown).text == text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**bold**", "<p><strong>bold</strong></p>"),
        ("[Home](https://example.com)", '<p><a href="https://example.com">Home</a></p>'),
        ("```python\nx < 1\n```", '<pre><code class="language-python">x &lt; 1\n</code></pre>'),
        ("<b>raw</b>", "<p>&lt;b&gt;raw&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ],
)
def test_raw_html_is_shown_not_obeyed(markdown: str, html: str) -> None:
    assert rich_text(markdown).html == html


def test_an_image_is_its_description() -> None:
    assert rich_text("![a diagram](https://example.com/x.png)").text == "a diagram"


@given(st.text())
def test_any_text_has_every_form(markdown: str) -> None:
    rich = rich_text(markdown)
    assert rich.markdown == markdown.strip()
    assert "<script" not in rich.html


def test_no_plain_answer_of_ours_shows_its_markdown(content: Content) -> None:
    texts = [entry.answer.text for entry in content.entries]
    assert not [text for text in texts if "**" in text or "](" in text or "```" in text]
