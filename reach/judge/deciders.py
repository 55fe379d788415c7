"""Who decides about a value: whoever starts the program, its environment, a request."""

from reach.flow.values import Unknown, Value, is_replaceable

_COMMAND_LINE = ("argparse", "click", "typer", "absl", "fire", "tyro", "command line")
_SETTINGS = ("field", "config file")
_REASONS = (
    ("comes from the request", "request"),
    ("environment variable ", "environment"),
    ("command line argument ", "command-line"),
    ("field ", "settings"),
)
"""What the reason of an unknown value holds or begins with."""


def is_text(value: Value) -> bool:
    """A text that others can replace by another text: all but the empty one count as true."""
    return is_replaceable(value) and isinstance(value.value, str) and bool(value.value)


def decider(value: Value) -> str | None:
    """Who decides about a value; None when the code does, or it is not known who does."""
    if is_replaceable(value):
        if value.kind.startswith(_COMMAND_LINE):
            return "command-line"
        return "settings" if value.kind.startswith(_SETTINGS) else "environment"
    if not isinstance(value, Unknown):
        return None
    for text, who in _REASONS:
        if value.reason.startswith(text) or (who == "request" and text in value.reason):
            return who
    return None
