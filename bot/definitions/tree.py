"""The files of an export, whether they lie in a folder or in a zip: relative path to bytes."""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from bot.definitions.errors import NotALexExport, UnsafeArchive

Tree = Mapping[str, bytes]
"""POSIX path relative to the root of the export, to the file's bytes."""

MAX_FILES = 50_000
MAX_TOTAL_BYTES = 256 * 1024 * 1024
_SUFFIXES = (".json", ".zip")
_ENCRYPTED = 0x1


def read_tree(path: Path) -> Tree:
    """Read the JSON files under a folder, in a zip, or a single JSON file.

    :raises NotALexExport: nothing is there.
    :raises UnsafeArchive: the zip must not be unpacked.
    """
    if path.is_dir():
        return _read_folder(path)
    if not path.is_file():
        raise NotALexExport(path, "there is no such file or folder", "give the path of a Lex V2 export (folder or zip)")
    if path.suffix.lower() == ".json":
        return {path.name: path.read_bytes()}
    return unzip(path.read_bytes(), where=str(path))


def unzip(data: bytes, *, where: str) -> Tree:
    """Read the JSON files of a zip, within the limits of MAX_FILES and MAX_TOTAL_BYTES (bytes after unpacking).

    :raises NotALexExport: the bytes are no zip.
    :raises UnsafeArchive: the zip is encrypted, too large, or names files outside itself.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read_entries(archive, where)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise NotALexExport(
            where, f"this is no readable zip file ({error})", "export the bot again as Amazon Lex JSON"
        ) from error


def _read_folder(folder: Path) -> Tree:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())
    return {name: p.read_bytes() for p in files if _wanted(name := p.relative_to(folder).as_posix())}


def _read_entries(archive: zipfile.ZipFile, where: str) -> Tree:
    entries = archive.infolist()
    if len(entries) > MAX_FILES:
        raise UnsafeArchive(where, f"holds {len(entries)} files, more than {MAX_FILES}", "export the bot again")
    tree: dict[str, bytes] = {}
    room = MAX_TOTAL_BYTES
    for name, entry in _json_entries(entries, where):
        with archive.open(entry) as file:
            tree[name] = file.read(room + 1)
        room -= len(tree[name])
        if room < 0:
            raise UnsafeArchive(where, f"unpacks to more than {MAX_TOTAL_BYTES} bytes", "export the bot again")
    return tree


def _json_entries(entries: list[zipfile.ZipInfo], where: str) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for entry in entries:
        name = _safe_name(entry.filename, where)
        if entry.flag_bits & _ENCRYPTED:
            raise UnsafeArchive(where, f"{name} is encrypted", "export the bot again without a file password")
        if not entry.is_dir() and _wanted(name):
            yield name, entry


def _safe_name(name: str, where: str) -> str:
    # Archives packed again on Windows carry backslashes.
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        raise UnsafeArchive(where, f"names a file outside itself: {name!r}", "do not use this file")
    return path.as_posix()


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    junk = any(part == "__MACOSX" or part.startswith(".") for part in parts)
    return not junk and name.lower().endswith(_SUFFIXES)
