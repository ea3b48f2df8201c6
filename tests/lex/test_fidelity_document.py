"""docs/fidelity.md names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_every_test_that_the_document_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/fidelity.md").read_text(encoding="utf-8")))
    files = [*(ROOT / "tests/lex").rglob("test_*.py"), *(ROOT / "tests/definitions").glob("test_*.py")]
    existing = {name for file in files for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8"))}
    assert named - existing == set()
    assert len(named) > 60
