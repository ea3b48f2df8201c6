"""The exports that were written for these tests, and zips made of them in the ways that people make zips."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

EXPORTS = Path(__file__).parent.parent / "fixtures" / "exports"
LUNCH_TRUCK = EXPORTS / "LunchTruck"
OLD_CLINIC = EXPORTS / "OldClinic"


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder by relative path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def zipped(content: dict[str, bytes], rename: Callable[[str], str] = str) -> bytes:
    """A zip of files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in content.items():
            archive.writestr(rename(name), data)
    return buffer.getvalue()


def unpacked(content: dict[str, bytes], folder: Path) -> Path:
    """Files in a folder."""
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
