"""The zip that StartImport takes: minified as Lex writes it, and the same bytes for the same definition."""

import hashlib
import json
import zipfile
from io import BytesIO

from bot.definitions.model import Bot
from bot.definitions.write import export_files

_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def zip_bot(bot: Bot) -> bytes:
    """The export as a zip: fixed times, fixed order, no directory entries.

    :raises DefinitionError: a name cannot be a folder.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in export_files(bot).items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _REGULAR_FILE
            entry.create_system = _UNIX
            archive.writestr(entry, minified(content), compresslevel=9)
    return buffer.getvalue()


def minified(content: object) -> bytes:
    """JSON without blanks, Hangul as it is."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def content_hash(bot: Bot) -> str:
    """A SHA-256 of what the export says, independent of how it is packed; hexadecimal."""
    digest = hashlib.sha256()
    for path, content in export_files(bot).items():
        digest.update(path.encode() + b"\0" + minified(content) + b"\0")
    return digest.hexdigest()
