"""CreateExport, DescribeExport, and the download."""

from collections.abc import Mapping

from bot.definitions.zip import zip_bot
from bot.lex.errors import ResourceNotFoundException, ValidationException
from bot.lex.models.catalog import Catalog
from bot.lex.shapes import Record, Text
from bot.lex.validation import check
from bot.lex.wire import Request, Response, json_response

_BOT_EXPORT = Record({"botId": Text(10, 10), "botVersion": Text(1, 5)}, ("botId", "botVersion"))
_CREATE = Record(
    {
        "resourceSpecification": Record({"botExportSpecification": _BOT_EXPORT}),
        "fileFormat": Text(values=("LexJson", "TSV", "CSV")),
    },
    ("resourceSpecification", "fileFormat"),
)


def create_export(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """CreateExport of a whole bot as LexJson; the zip is made at once."""
    body = request.json()
    check(_CREATE, body)
    specification = body["resourceSpecification"].get("botExportSpecification")
    if not specification or body["fileFormat"] != "LexJson" or body.get("filePassword"):
        raise ValidationException("This local Lex exports whole bots as LexJson without a password only")
    data = zip_bot(catalog.version(specification["botId"], specification["botVersion"]))
    export = {
        "exportId": catalog.runtime.new_id(),
        "resourceSpecification": body["resourceSpecification"],
        "fileFormat": "LexJson",
        "exportStatus": "InProgress",
        "creationDateTime": catalog.now(),
    }
    catalog.exports[export["exportId"]] = (export, data)
    return json_response(export, 202)


def describe_export(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """DescribeExport."""
    export, _ = _find(catalog, parts)
    done = {
        "exportStatus": "Completed",
        "downloadUrl": f"{request.base_url}/downloads/{parts['exportId']}",
        "lastUpdatedDateTime": export["creationDateTime"],
    }
    return json_response({**export, **done})


def download(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """What S3 does with a presigned URL."""
    return Response(_find(catalog, parts)[1], content_type="application/zip")


def _find(catalog: Catalog, parts: Mapping[str, str]) -> tuple[dict[str, object], bytes]:
    if parts["exportId"] not in catalog.exports:
        raise ResourceNotFoundException(f"Export {parts['exportId']} does not exist")
    return catalog.exports[parts["exportId"]]
