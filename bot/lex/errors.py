"""The errors of the lexv2-runtime and lexv2-models APIs, each with its HTTP status (grade API)."""


class LexError(Exception):
    """An answer other than 2xx: ``status`` and ``name`` are what the client sees (``x-amzn-ErrorType``)."""

    status = 500
    name = "InternalServerException"

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class ValidationException(LexError):
    """The request breaks a limit, a pattern or a rule."""

    status = 400
    name = "ValidationException"


class ServiceQuotaExceededException(LexError):
    """A quota of the account is used up (lexv2-models only)."""

    status = 402
    name = "ServiceQuotaExceededException"


class AccessDeniedException(LexError):
    """The caller may not do this."""

    status = 403
    name = "AccessDeniedException"


class ResourceNotFoundException(LexError):
    """There is no such bot, alias, locale or session."""

    status = 404
    name = "ResourceNotFoundException"


class ConflictException(LexError):
    """Another request is using the same session."""

    status = 409
    name = "ConflictException"


class PreconditionFailedException(LexError):
    """The resource is not in the state that the operation needs (lexv2-models only)."""

    status = 412
    name = "PreconditionFailedException"


class DependencyFailedException(LexError):
    """The code hook failed or answered badly."""

    status = 424
    name = "DependencyFailedException"


class ThrottlingException(LexError):
    """Too many requests at once."""

    status = 429
    name = "ThrottlingException"


class InternalServerException(LexError):
    """The local Lex itself failed."""


class BadGatewayException(LexError):
    """The bot is still building."""

    status = 502
    name = "BadGatewayException"


class FidelityWarning(UserWarning):
    """The local Lex does something otherwise than Lex would, or a definition counts on what Lex does not promise."""
