"""Markdown as content owners write it, in every form that a channel shows; made at an import, never in a turn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fulfillment.knowledge.entry import RichText

# Raw HTML stays text: content may come from an uploaded file, and the HTML form is shown in a page.
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def rich_text(markdown: str) -> RichText:
    """Make the plain and HTML forms of a CommonMark text. Raw HTML in it is shown, not obeyed."""
    markdown = markdown.strip()
    return RichText(markdown, "\n".join(_lines(_MARKDOWN.parse(markdown))).strip(), _MARKDOWN.render(markdown).strip())


@dataclass
class _Lists:
    """The lists that a token stands in: None for bullets, the next number for an ordered one."""

    open: list[int | None] = field(default_factory=list)

    def enter(self, token: Token) -> None:
        self.open.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)

    def leave(self) -> None:
        self.open.pop()

    def marker(self) -> str:
        indent, number = "  " * (len(self.open) - 1), self.open[-1]
        if number is None:
            return f"{indent}• "
        self.open[-1] = number + 1
        return f"{indent}{number}. "


def _lines(tokens: Iterable[Token]) -> Iterator[str]:
    lists, marker = _Lists(), ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.enter(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.leave()
            yield from [""] if not lists.open else []
        elif token.type == "list_item_open":
            marker = lists.marker()
        elif token.type == "inline":
            yield marker + "".join(_inline(token.children or []))
            marker = ""
        elif token.type in ("fence", "code_block"):
            yield from [token.content.rstrip("\n"), ""]
        elif token.type == "paragraph_close" and not token.hidden:
            yield ""


def _inline(tokens: Iterable[Token]) -> Iterator[str]:
    href = ""
    for token in tokens:
        if token.type in ("text", "code_inline", "image"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type == "link_open":
            href = str(token.attrGet("href"))
        elif token.type == "link_close":
            yield f" ({href})"
