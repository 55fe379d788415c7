"""Make text from the scanned tree harmless where it is shown.

Names, strings and paths of a scanned project may hold terminal escapes, line breaks,
direction marks or markup. Each output passes them through one of these functions.
"""

import re
from typing import TYPE_CHECKING

from reach.later import later, regex

if TYPE_CHECKING:
    import html
else:
    html = later("html")

ELLIPSIS = "…"

_WORKFLOW_COMMAND = regex(r"::(?=[a-z])|##(?=\[)")
_MARKDOWN = regex(r"[&<>|@#\\`*_{}\[\]()+\-!~$^]|(?<=:)/(?=/)|(?<=www)\.|(?<=\d)\.")
_REFERENCE = regex(r"&#64;|\\#")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "@": "&#64;", "/": "&#47;"}
_BACKTICKS = regex(r"`+")


def bounded(text: str, limit: int) -> str:
    """The text, cut to `limit` characters with an ellipsis at its end."""
    return text if len(text) <= limit else text[: limit - 1] + ELLIPSIS


def visible(text: str) -> str:
    """One line in which characters that show nothing, or do something, are written as escapes."""
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    code = ord(char)
    named = {9: r"\t", 10: r"\n", 13: r"\r"}.get(code)
    if named:
        return named
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def terminal(text: str, limit: int = 400) -> str:
    """Text for a terminal or a log, on one line.

    The marks that start a workflow command are broken up too: reports are printed into the
    logs of CI systems, which read commands from any line.
    """
    return _WORKFLOW_COMMAND.sub(_without_command, visible(bounded(text, limit)))


def _without_command(mark: re.Match[str]) -> str:
    return r":\x3a" if mark.group() == "::" else r"#\x23"


def scrubbed(text: str) -> str:
    """The text with lone surrogates, which no encoding can carry, written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def markdown(text: str, limit: int = 1000) -> str:
    """Prose in which no Markdown, HTML, link, mention or issue reference is left."""
    escaped = _MARKDOWN.sub(_without_markup, visible(bounded(text, limit)))
    return _REFERENCE.sub(r"\g<0>&#8203;", escaped)  # an invisible space ends the reference


def code(text: str, limit: int = 200) -> str:
    """The text as it is, in a code element, also inside a table."""
    return f"<code>{_MARKDOWN.sub(_without_markup, visible(bounded(text, limit)))}</code>"


def _without_markup(found: re.Match[str]) -> str:
    return _ENTITIES.get(found.group(), f"\\{found.group()}")


def html_code(text: str, limit: int = 200) -> str:
    """The text in a code element, where no Markdown is read."""
    return f"<code>{html.escape(visible(bounded(text, limit)))}</code>"


def fence(text: str) -> str:
    """A line of backticks longer than any run of them in the text."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    return "`" * max(3, longest + 1)
