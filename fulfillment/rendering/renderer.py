"""Puts a reply into words: for the eye as text, Markdown and HTML with cards, for the ear as SSML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from fulfillment.rendering.forms import Frame, rich_in
from fulfillment.rendering.labels import Labels, load_labels

TEMPLATES = Path(__file__).with_name("templates")
DEFAULT_LOCALE = "en_US"


@dataclass(frozen=True)
class Spoken:
    """A reply in words. The three forms of the same message for the eye, and one for the ear."""

    text: str
    markdown: str
    html: str
    ssml: str


class Renderer:
    """Renders the views in ``templates/<locale>/<view>.chat.j2`` and ``.voice.j2``.

    The templates are sandboxed, an undefined name is an error, and SSML escapes what is put into it.
    """

    def __init__(self, folder: Path = TEMPLATES) -> None:
        self._folder = folder
        self._labels: dict[str, Labels] = {}

    @cached_property
    def _chat(self) -> SandboxedEnvironment:
        return self._environment(autoescape=False)

    @cached_property
    def _voice(self) -> SandboxedEnvironment:
        return self._environment(autoescape=True)

    @cached_property
    def locales(self) -> frozenset[str]:
        return frozenset(path.parent.name for path in self._folder.glob("*/labels.json"))

    def locale(self, wanted: str) -> str:
        """The locale to speak: the wanted one if there are templates for it."""
        return wanted if wanted in self.locales else DEFAULT_LOCALE

    def labels(self, locale: str) -> Labels:
        if locale not in self._labels:
            self._labels[locale] = load_labels(self._folder / locale)
        return self._labels[locale]

    def chat(self, view: str, locale: str, values: Mapping[str, Any]) -> Spoken:
        """A view for the eye, and the same for the ear should the client read it aloud."""
        frame = Frame(self._chat.get_template(f"{locale}/{view}.chat.j2"), rich_in(values))
        return Spoken(frame.text, frame.markdown, frame.html, self.voice(view, locale, values))

    def voice(self, view: str, locale: str, values: Mapping[str, Any]) -> str:
        """A view for the ear, as SSML."""
        said = self._voice.get_template(f"{locale}/{view}.voice.j2").render(values)
        return f"<speak>{' '.join(said.split())}</speak>"

    def views(self, locale: str) -> Sequence[str]:
        return sorted(path.name.removesuffix(".chat.j2") for path in (self._folder / locale).glob("*.chat.j2"))

    def _environment(self, *, autoescape: bool) -> SandboxedEnvironment:
        return SandboxedEnvironment(
            loader=FileSystemLoader(self._folder),
            undefined=StrictUndefined,
            autoescape=autoescape,
            trim_blocks=True,
            lstrip_blocks=True,
            # Templates ship with the function: looking at their modification times costs a system call a turn.
            auto_reload=False,
        )
