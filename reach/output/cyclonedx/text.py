"""Text of the scanned tree inside a bill of materials."""

from urllib.parse import quote, urlsplit

from packageurl import PackageURL

from reach.later import regex
from reach.output.escape import bounded, scrubbed, visible
from reach.records.inventory import Component

LONGEST = 2_000
"""Characters of one text."""


def safe(text: str) -> str:
    """The text on one line, with what shows nothing written as escapes."""
    return scrubbed(visible(bounded(text, LONGEST)))


def package_of(text: str | None) -> PackageURL | None:
    """The package URL that a text is; None for what is none."""
    try:
        return PackageURL.from_string(text) if text else None
    except ValueError:
        return None


_SITES = {
    "huggingface": "https://huggingface.co",
    "torchhub": "https://github.com",
    "github": "https://github.com",
}
_AUTHORITY = regex(r"[A-Za-z0-9._-]+(:\d{1,5})?")
_SCHEME = regex(r"[a-z][a-z0-9+.-]*")
_STRAY = regex(r"%(?![0-9A-Fa-f]{2})")


def address(text: str) -> str | None:
    """An absolute address whose unusual characters are quoted; None for what is none."""
    try:
        parts = urlsplit(scrubbed(text))
    except ValueError:
        return None
    if not _SCHEME.fullmatch(parts.scheme) or not _AUTHORITY.fullmatch(parts.netloc):
        return None
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    quoted = quote(_STRAY.sub("%25", rest), safe="/?%:@!$&'()*+,;=~-._")
    return f"{parts.scheme}://{parts.netloc}{quoted}"[:LONGEST]


def home_of(component: Component) -> str | None:
    """The address of a component on its hub, as far as it follows from its name."""
    if component.certainty == "pattern":
        return None
    if component.hub == "url":
        return address(component.id)
    site = _SITES.get(component.hub)
    if site is None or not component.id:
        return None
    folder = "datasets/" if component.hub == "huggingface" and component.type == "dataset" else ""
    return f"{site}/{folder}{quote(scrubbed(component.id), safe='/')}"
