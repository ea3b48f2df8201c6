"""What can be wrong with an export, as one small tree of exceptions."""


class DefinitionError(Exception):
    """A bot definition cannot be used; the message says where, what, and what to do."""

    def __init__(self, where: object, what: str, fix: str) -> None:
        self.where = str(where)
        self.what = what
        self.fix = fix
        super().__init__(f"{where}: {what}; {fix}")


class NotALexExport(DefinitionError):
    """The path holds no Lex V2 export at all."""


class LexV1Export(DefinitionError):
    """The path holds an export of Lex V1, a service that ended in 2025."""


class PartialExport(DefinitionError):
    """The path holds a piece of a bot only: one locale, or a custom vocabulary."""


class BrokenFile(DefinitionError):
    """A file of the export is not the JSON that it should be."""


class BrokenRegex(DefinitionError):
    """The pattern of a regex slot type cannot be compiled."""


class UnsafeArchive(DefinitionError):
    """A zip file that must not be unpacked: too large, encrypted, or with names that lead out of it."""
