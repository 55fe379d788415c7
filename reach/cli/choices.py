"""Values out of a list, with a suggestion for a mistyped one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reach.cli import drawn as click
from reach.later import later

if TYPE_CHECKING:
    import difflib
else:
    difflib = later("difflib")


def suggestion(word: str, known: Iterable[str]) -> str:
    """`, did you mean 'exposed'?`, or nothing where no known word is close."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f", did you mean {close[0]!r}?" if close else ""


class OneOf(click.Choice[str]):
    """A choice that suggests what may have been meant."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, if it is one of the list."""
        if value not in self.choices:
            hint = suggestion(value, self.choices) or f"; one of {', '.join(self.choices)}"
            self.fail(f"{value!r} is unknown{hint}", param, ctx)
        return value
