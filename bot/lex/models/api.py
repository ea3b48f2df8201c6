"""The lexv2-models operations by method and path (API)."""

from collections.abc import Callable, Mapping
from functools import partial

from bot.lex.handlers import Handler
from bot.lex.models import bot_aliases, bot_list, exports, imports, locales, versions
from bot.lex.models.catalog import Catalog
from bot.lex.runtime import Runtime
from bot.lex.wire import Endpoint, Request, Response

Operation = Callable[[Catalog, Request, Mapping[str, str]], Response]

_LOCALE = "/bots/{botId}/botversions/{botVersion}/botlocales"
_ALIAS = "/bots/{botId}/botaliases"

OPERATIONS: Mapping[str, Operation] = {
    "POST /createuploadurl/": imports.create_upload_url,
    "PUT /uploads/{importId}": imports.upload,
    "PUT /imports/": imports.start_import,
    "GET /imports/{importId}/": imports.describe_import,
    "PUT /exports/": exports.create_export,
    "GET /exports/{exportId}/": exports.describe_export,
    "GET /downloads/{exportId}": exports.download,
    "POST /bots/": bot_list.list_bots,
    "GET /bots/{botId}/": bot_list.describe_bot,
    "DELETE /bots/{botId}/": bot_list.delete_bot,
    f"POST {_LOCALE}/": locales.list_bot_locales,
    f"POST {_LOCALE}/{{localeId}}/": locales.build_bot_locale,
    f"GET {_LOCALE}/{{localeId}}/": locales.describe_bot_locale,
    "PUT /bots/{botId}/botversions/": versions.create_bot_version,
    "POST /bots/{botId}/botversions/": versions.list_bot_versions,
    "GET /bots/{botId}/botversions/{botVersion}/": versions.describe_bot_version,
    f"PUT {_ALIAS}/": bot_aliases.create_bot_alias,
    f"POST {_ALIAS}/": bot_aliases.list_bot_aliases,
    f"PUT {_ALIAS}/{{botAliasId}}/": bot_aliases.update_bot_alias,
    f"GET {_ALIAS}/{{botAliasId}}/": bot_aliases.describe_bot_alias,
    f"DELETE {_ALIAS}/{{botAliasId}}/": bot_aliases.delete_bot_alias,
}


class ModelsApi:
    """The models API over the bots of a runtime."""

    def __init__(self, runtime: Runtime, *, handler_of_arn: Callable[[str], Handler | None] = lambda arn: None) -> None:
        self.catalog = Catalog(runtime, handler_of_arn)

    def routes(self) -> Mapping[str, Endpoint]:
        """Method and path to endpoint."""
        return {route: partial(operation, self.catalog) for route, operation in OPERATIONS.items()}
