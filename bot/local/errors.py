"""What can go wrong on a laptop, each with what to do."""


class LocalError(Exception):
    """The local stack cannot start or run; the message says what, where and what to do."""
