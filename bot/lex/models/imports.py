"""CreateUploadUrl, the upload itself, StartImport, DescribeImport (spec 1.14)."""

from collections.abc import Mapping
from dataclasses import replace

from bot.definitions.errors import DefinitionError
from bot.definitions.model import Bot
from bot.definitions.read import read_bot_zip
from bot.lex.aliases import draft_alias
from bot.lex.errors import AccessDeniedException, ResourceNotFoundException, ValidationException
from bot.lex.models.catalog import UPLOAD_SECONDS, Catalog, Upload
from bot.lex.shapes import Number, OfType, Record, Text
from bot.lex.validation import check
from bot.lex.wire import Json, Request, Response, json_response

NAME = Text(1, 100, r"([0-9a-zA-Z][_-]?){1,100}")
_BOT_IMPORT = Record(
    {
        "botName": NAME,
        "roleArn": Text(32, 2048),
        "dataPrivacy": Record({"childDirected": OfType(bool)}, ("childDirected",)),
        "idleSessionTTLInSeconds": Number(60, 86400),
    },
    ("botName", "roleArn", "dataPrivacy"),
)
_START_IMPORT = Record(
    {
        "importId": Text(10, 10),
        "mergeStrategy": Text(values=("Overwrite", "FailOnConflict", "Append")),
        "resourceSpecification": Record({"botImportSpecification": _BOT_IMPORT}),
    },
    ("importId", "mergeStrategy", "resourceSpecification"),
)


def create_upload_url(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """CreateUploadUrl: a URL on this server that takes one PUT within five minutes."""
    import_id = catalog.runtime.new_id()
    catalog.uploads[import_id] = Upload(catalog.now())
    return json_response({"importId": import_id, "uploadUrl": f"{request.base_url}/uploads/{import_id}"})


def upload(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """What S3 does with a presigned URL."""
    place = catalog.uploads.get(parts["importId"])
    if place is None or catalog.now() - place.created_at > UPLOAD_SECONDS:
        raise AccessDeniedException("The upload URL has expired")
    catalog.uploads[parts["importId"]] = replace(place, data=request.body)
    return Response(content_type="application/xml")


def start_import(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """StartImport of a whole bot; the import is done when the answer says that it has begun."""
    body = request.json()
    check(_START_IMPORT, body)
    place = catalog.uploads.get(body["importId"])
    if place is None or place.data is None:
        raise ValidationException(f"Nothing was uploaded for import {body['importId']}")
    _refuse_what_is_not_emulated(body)
    now = catalog.now()
    begun = {
        "importId": body["importId"],
        "resourceSpecification": body["resourceSpecification"],
        "mergeStrategy": body["mergeStrategy"],
        "importStatus": "InProgress",
        "creationDateTime": now,
    }
    with catalog.lock:
        catalog.imports[body["importId"]] = {**begun, "lastUpdatedDateTime": now, **_import(catalog, body, place.data)}
    return json_response(begun, 202)


def _refuse_what_is_not_emulated(body: Json) -> None:
    if not body["resourceSpecification"].get("botImportSpecification"):
        raise ValidationException("This local Lex imports whole bots only: give botImportSpecification")
    if body.get("filePassword"):
        raise ValidationException("This local Lex reads no encrypted zip: leave filePassword out")
    if body["mergeStrategy"] == "Append":
        raise ValidationException("Append is for bot locales only")


def _import(catalog: Catalog, body: Json, data: bytes) -> Json:
    specification = body["resourceSpecification"]["botImportSpecification"]
    name = specification["botName"]
    existing = next((h.id for h in catalog.runtime.bots.all().values() if h.draft.name == name), None)
    if existing and body["mergeStrategy"] == "FailOnConflict":
        return {"importStatus": "Failed", "failureReasons": [f"A bot named {name} exists already"]}
    try:
        bot = read_bot_zip(data, where="upload")
    except DefinitionError as error:
        return {"importStatus": "Failed", "failureReasons": [str(error)]}
    ttl = specification.get("idleSessionTTLInSeconds") or bot.idle_session_ttl_seconds
    bot_id = put_bot(catalog, replace(bot, name=name, idle_session_ttl_seconds=ttl), existing)
    catalog.record(bot_id).role_arn = specification["roleArn"]
    return {"importStatus": "Completed", "importedResourceId": bot_id, "importedResourceName": name}


def put_bot(catalog: Catalog, bot: Bot, existing: str | None) -> str:
    """Make a bot the draft of an existing or a new one; its id."""
    bot_id = existing or catalog.runtime.new_id()
    if existing is None:
        catalog.runtime.bots.host(replace(bot, identifier=bot_id, version="DRAFT"), [draft_alias()], bot_id=bot_id)
    catalog.replace_draft(bot_id, bot)
    return bot_id


def describe_import(catalog: Catalog, request: Request, parts: Mapping[str, str]) -> Response:
    """DescribeImport."""
    if parts["importId"] not in catalog.imports:
        raise ResourceNotFoundException(f"Import {parts['importId']} does not exist")
    return json_response(catalog.imports[parts["importId"]])
