"""Places in a terminal: `path:line:column`, and a link to the file where links are wanted."""

from collections.abc import Mapping
from pathlib import PurePath
from urllib.parse import quote

from rich.style import Style
from rich.text import Text

from reach.later import regex
from reach.output.escape import terminal
from reach.output.phrases import joined, place
from reach.records.finding import Location

_TERM = regex(r"alacritty|contour|foot|ghostty|kitty|wezterm")
_PROGRAMS = frozenset({"ghostty", "Hyper", "iTerm.app", "rio", "Tabby", "WarpTerminal", "WezTerm"})
_VARIABLES = ("DOMTERM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION")
_VTE = 5000
"""The first version of the library behind many terminals that shows links."""


def wants_links(environment: Mapping[str, str]) -> bool:
    """Links (OSC 8) are for terminals known to show them. The terminals of editors are not among
    them: they make `path:line:column` clickable themselves, and go to the line."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced != "0"
    if environment.get("TERM_PROGRAM") == "vscode" or "TERMINAL_EMULATOR" in environment:
        return False
    if any(environment.get(name) for name in _VARIABLES):
        return True
    version = environment.get("VTE_VERSION", "")
    if version.isdecimal() and int(version) >= _VTE:
        return True
    known = environment.get("TERM_PROGRAM") in _PROGRAMS
    return known or _TERM.search(environment.get("TERM", "")) is not None


class Places:
    """Shows places as seen from the reader's folder."""

    def __init__(self, prefix: str = "", folder: str | None = None) -> None:
        self._prefix = prefix
        self._folder = folder
        """The scanned root as an absolute path, where links are wanted."""

    def label(self, where: Location) -> str:
        """The place, with what is hidden in it made visible."""
        return terminal(place(where, self._prefix))

    def text(self, where: Location, style: str = "") -> Text:
        """The place, and a link to it."""
        return Text(self.label(where), self._style(style, where.path, where.line))

    def spot(self, path: str, line: int | None) -> Text:
        """A file, or a line of it."""
        shown = terminal(joined(self._prefix, path))
        style = self._style("underline", path, line)
        return Text(shown if line is None else f"{shown}:{line}", style)

    def _style(self, style: str, path: str, line: int | None) -> Style:
        parsed = Style.parse(style)
        if self._folder is None:
            return parsed
        data = str(PurePath(self._folder, path)).encode("utf-8", "surrogateescape")
        mark = "" if line is None else f"#{line}"
        return parsed + Style(link=f"file://{quote(data)}{mark}")
