"""Parts of URLs: `urlparse`, `urlsplit`, `urljoin`, `quote`."""

from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, urljoin, urlsplit

from reach.flow.library import Site, model
from reach.flow.strings import MAX_PRODUCT, joined
from reach.flow.values import EMPTY, Const, Pattern, Unknown, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_HOLE = "\ue000"
"""Stands for the part of a text that is not known while the text is taken apart."""

_PARSED = ("scheme", "netloc", "path", "params", "query", "fragment")
_SPLIT = ("scheme", "netloc", "path", "query", "fragment")


@model("urllib.parse.urlparse", "six.moves.urllib.parse.urlparse", "urlparse.urlparse")
def _parsed(site: Site) -> Values:
    return _parts(site, _PARSED)


@model("urllib.parse.urlsplit", "six.moves.urllib.parse.urlsplit", "urlparse.urlsplit")
def _split(site: Site) -> Values:
    return _parts(site, _SPLIT)


def _parts(site: Site, names: tuple[str, ...]) -> Values:
    """An object with the parts of each URL by name and by index."""
    found: set[Value] = set()
    for value in site.arg(0, "url"):
        if isinstance(value, Unknown):
            found.add(value)
            continue
        parts = [_part(site.ev, value, name) for name in (*names, "hostname")]
        rows: list[tuple[str | int, Values]] = [*zip((*names, "hostname"), parts, strict=True)]
        rows += enumerate(parts[:-1])
        if all(values for _, values in rows):
            found.add(site.ev.pool.bundle("object", rows))
        else:
            found |= site.opaque()
    return frozenset(found) or site.opaque()


def _part(ev: "Evaluator", url: Value, name: str) -> Values:
    """One part of a URL; empty when nothing of it is known."""
    if isinstance(url, Const) and isinstance(url.value, str):
        text = _read(url.value, name)
        return frozenset((ev.pool.const(text, url.body, url.position, url.kind),))
    if isinstance(url, Pattern):
        text = _read("".join(_HOLE if p is None else p for p in url.parts), name)
        hole: Values = frozenset((*url.reasons, *url.sources))
        pieces: list[str | Values] = []
        for number, piece in enumerate(text.split(_HOLE)):
            pieces += [hole, piece] if number else [piece]
        return joined(ev, pieces, url.body, url.position)
    return EMPTY


def _read(url: str, name: str) -> str:
    try:
        parts = urlsplit(url)
        return str(getattr(parts, name, "") or "")
    except ValueError:
        return ""


@model("urllib.parse.quote", "urllib.parse.quote_plus", "six.moves.urllib.parse.quote",
       "six.moves.urllib.parse.quote_plus", "requests.utils.quote")  # fmt: skip
def _quoted(site: Site) -> Values:
    """A text as it stands in a URL; of one that is known in part, the part."""
    safe = site.ev.strings(site.arg(1, "safe"))
    plus = site.callee.name.endswith("_plus")
    kept = safe[0].value if len(safe) == 1 else "" if plus else "/"
    write = quote_plus if plus else quote
    found: set[Value] = set()
    for value in site.arg(0, "string"):
        if isinstance(value, Const) and isinstance(value.value, str):
            text = write(value.value, kept)
            found.add(site.ev.pool.const(text, value.body, value.position, value.kind))
        elif isinstance(value, (Pattern, Unknown)):
            found.add(value)
    return frozenset(found) or site.opaque()


@model("urllib.parse.urljoin", "six.moves.urllib.parse.urljoin", "urlparse.urljoin")
def _joined(site: Site) -> Values:
    """A reference read from a base, for every combination of alternatives."""
    bases, references = site.ev.strings(site.arg(0, "base")), site.ev.strings(site.arg(1, "url"))
    if not bases or not references or len(bases) * len(references) > MAX_PRODUCT:
        return site.opaque()
    found: set[Value] = set()
    for base in bases:
        for reference in references:
            try:
                text = urljoin(base.value, reference.value)
            except ValueError:
                continue
            found.add(site.ev.pool.const(text, site.body, site.position))
    return frozenset(found) or site.opaque()
