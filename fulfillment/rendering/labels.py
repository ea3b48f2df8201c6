"""The words on buttons and cards, by locale."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PLACE = "{}"
"""Stands in a wish's words for what the wish is about."""


@dataclass(frozen=True)
class Labels:
    """``wishes``: what a button shows and what it says when pressed; ``cards``: the title of a view's card."""

    wishes: Mapping[str, tuple[str, str]]
    cards: Mapping[str, str]

    def card(self, view: str) -> str:
        return self.cards.get(view, self.cards["default"])


def load_labels(folder: Path) -> Labels:
    raw = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return Labels({wish: (shows, says) for wish, (shows, says) in raw["wishes"].items()}, raw["cards"])
