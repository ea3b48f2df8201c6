"""One template, three forms: its own sentences are plain, and the rich texts put into it bring a form for each.

The template is rendered once, with a mark where each rich text belongs; the marks are then filled in every form.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

from jinja2 import Template
from markupsafe import escape

from fulfillment.knowledge.entry import RichText

_MARK = re.compile("\ue000(\\d+)\ue001")
"""Private-use characters: nobody types them, and they survive every step in between."""


@dataclass(frozen=True)
class Marked:
    """Values for a template in which every rich text is replaced by its mark."""

    values: Mapping[str, Any]
    rich: tuple[RichText, ...]


class Frame:
    """A rendered template with its rich texts still apart."""

    def __init__(self, template: Template, marked: Marked) -> None:
        self._rich = marked.rich
        self._frame = template.render(marked.values).strip()

    @cached_property
    def text(self) -> str:
        return self._filled("text")

    @cached_property
    def markdown(self) -> str:
        return self._filled("markdown")

    @cached_property
    def html(self) -> str:
        return "\n".join(self._paragraph(paragraph) for paragraph in re.split(r"\n{2,}", self._frame))

    def _filled(self, form: str) -> str:
        return _MARK.sub(lambda mark: str(getattr(self._rich[int(mark[1])], form)), self._frame)

    def _paragraph(self, paragraph: str) -> str:
        mark = _MARK.fullmatch(paragraph.strip())
        if mark:
            return self._rich[int(mark[1])].html
        return f"<p>{str(escape(paragraph)).replace(chr(10), '<br>')}</p>"


def rich_in(values: Mapping[str, Any]) -> Marked:
    """Find the rich texts in the values of a view, one level deep in dataclasses and lists."""
    rich: list[RichText] = []
    return Marked({name: _marked(value, rich) for name, value in values.items()}, tuple(rich))


def _marked(value: Any, rich: list[RichText]) -> Any:
    if isinstance(value, RichText):
        rich.append(value)
        return f"\ue000{len(rich) - 1}\ue001"
    if isinstance(value, list | tuple):
        return [_marked(element, rich) for element in value]
    if is_dataclass(value) and any(isinstance(getattr(value, part.name), RichText) for part in fields(value)):
        return {part.name: _marked(getattr(value, part.name), rich) for part in fields(value)}
    return value
