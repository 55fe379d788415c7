"""Models of opening, reading and parsing files."""

from typing import TYPE_CHECKING

from reach.flow.contexts import Arguments
from reach.flow.library import Site, external_call, model
from reach.flow.paths import join_paths
from reach.flow.settings.calls import made_by
from reach.flow.settings.configs import as_config
from reach.flow.settings.files import OPENERS, READS, STREAMS, as_values, content, loaded, text_at
from reach.flow.settings.hooks import elements_of, texts
from reach.flow.settings.leaves import Leaf, Tree
from reach.flow.settings.trees import documents
from reach.flow.values import (
    EMPTY,
    Const,
    External,
    Pattern,
    Place,
    Unknown,
    Value,
    Values,
    in_order,
)
from reach.later import later

if TYPE_CHECKING:
    import csv
else:
    csv = later("csv")

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_LINES = 64
"""Lines or rows of a text file that are told apart."""


@model(*OPENERS)
def _open(site: Site) -> Values:
    paths = next((p for n in _PATH_NAMES if (p := site.arg(0, n))), EMPTY)
    if site.callee.name == "fsspec.open":
        paths = frozenset(_unchained(site, p) for p in paths)
    return _streams(site, paths)


_PATH_NAMES = ("file", "filename", "urlpath", "uri", "name")
"""What the openers call the path."""


def _unchained(site: Site, path: Value) -> Value:
    """`filecache::https://…` without the caches that the file comes through."""
    first = path.value if isinstance(path, Const) else None
    if isinstance(path, Pattern):
        first = path.parts[0]
    if not isinstance(first, str) or "::" not in first or not first.startswith(_CACHES):
        return path
    rest = first.rpartition("::")[2]
    pool = site.ev.pool
    if isinstance(path, Const):
        return pool.const(rest, path.body, path.position, path.kind)
    assert isinstance(path, Pattern)
    parts = ((rest,) if rest else ()) + path.parts[1:]
    if parts == (None,):
        return next(iter((*path.sources, *path.reasons)), path)
    return pool.pattern(parts, path.body, path.position, path.reasons, sources=path.sources)


_CACHES = ("filecache::", "simplecache::", "blockcache::", "cached::")


@model("pathlib.Path().open")
def _open_path(site: Site) -> Values:
    receiver = site.callee.receiver
    return _streams(site, frozenset((receiver,)) if receiver is not None else EMPTY)


def _streams(site: Site, paths: Values) -> Values:
    """One open file for each path."""
    if not paths and site.arguments.positional:
        return EMPTY
    if site.body is None or not paths:
        return site.opaque()
    name = site.callee.name + "()"
    return frozenset(
        site.ev.pool.external(name, path, site.body, site.vid, site.context) for path in paths
    )


@model(*(f"{name}.read" for name in STREAMS))
def _read(site: Site) -> Values:
    stream = site.callee.receiver
    if not isinstance(stream, External) or _is_binary(site.ev, stream):
        return site.opaque()
    return _text(site, stream.receiver)


def _is_binary(ev: "Evaluator", stream: External) -> bool:
    """Whether bytes are read: they are no name, but a file's content, known by its path."""
    call = made_by(ev, stream)
    mode = 0 if stream.name == "pathlib.Path().open()" else 1
    return call is not None and any("b" in m for m in texts(call.argument(mode, "mode")))


@model("pathlib.Path().read_text")
def _read_path(site: Site) -> Values:
    return _text(site, site.callee.receiver)


@model("pathlib.Path().read_bytes")
def _read_bytes(site: Site) -> Values:
    return site.opaque()


@model(*(f"{name}.decode" for name in READS))
def _decoded(site: Site) -> Values:
    """The text of a file that was read as bytes."""
    receiver = site.callee.receiver
    return frozenset((receiver,)) if receiver is not None else site.opaque()


@model("pkgutil.get_data", "importlib.resources.read_text", "importlib.resources.read_binary")
def _packaged(site: Site) -> Values:
    """A file beside the modules of a package."""
    folder = site.ev.pool.external("importlib.resources.files")
    given = Arguments(site.arguments.positional[:1])
    folders = external_call(site.ev, folder, given, site.body, site.vid, site.context)
    paths = join_paths(site.ev, [folders, site.arg(1, "resource")], site.body, site.position)
    read = "pathlib.Path().read_bytes()"
    known = [path for path in in_order(paths) if isinstance(path, Const)]
    return frozenset(site.ev.pool.external(read, path) for path in known) or site.opaque()


def _text(site: Site, path: Value | None) -> Values:
    """A short text itself; a longer one stays an object that can be parsed."""
    known = text_at(site.ev, path, site.body) if path is not None else None
    if isinstance(known, Unknown):
        return frozenset((known,))
    if known is None or len(known[0]) > 2_000:
        return site.opaque()
    text, found = known
    place = Place(site.ev.inner.get(found, found), 1)
    return frozenset((site.ev.pool.const(text, place, 0, "config file"),))


@model(*(f"{name}.readline" for name in STREAMS))
def _readline(site: Site) -> Values:
    lines = _lines(site.ev, site.callee.receiver)
    return frozenset(lines[:1]) if lines is not None else site.opaque()


@model(*(f"{name}.readlines" for name in STREAMS))
def _readlines(site: Site) -> Values:
    lines = _lines(site.ev, site.callee.receiver)
    if lines is None:
        return site.opaque()
    return frozenset((site.ev.pool.bundle("list", (), frozenset(lines)),))


@elements_of(*STREAMS)
def _each_line(ev: "Evaluator", value: External) -> Values | None:
    lines = _lines(ev, value)
    return frozenset(lines) if lines is not None else None


def _lines(ev: "Evaluator", stream: Value | None) -> list[Value] | None:
    if not isinstance(stream, External):
        return None
    known = content(ev, stream, stream.site)
    if known is None:
        return None
    if isinstance(known, Unknown):
        return [known]
    texts = known[0].splitlines(keepends=True)
    if len(texts) > MAX_LINES:
        return [ev.pool.unknown("too many possible values", stream.site, 0)]
    return [
        ev.pool.const(line, Place(ev.inner.get(known[1], known[1]), number), 0, "config file")
        for number, line in enumerate(texts, start=1)
        if line.strip()
    ]


# -- parsers --------------------------------------------------------------------------------------


def _load(site: Site, form: str, index: int = 0) -> Values:
    given = site.arg(index, "stream")
    found = loaded(site.ev, given, site.body, form) if given else None
    return found if found is not None else site.opaque()


@model("yaml.safe_load", "yaml.load", "yaml.full_load", "yaml.unsafe_load",
       "ruamel.yaml.YAML().load", "ruamel.yaml.safe_load", "ruamel.yaml.load",
       "ruamel_yaml.safe_load", "oyaml.safe_load", "oyaml.load")  # fmt: skip
def _yaml(site: Site) -> Values:
    return _load(site, "yaml")


@model("yaml.safe_load_all", "yaml.load_all", "yaml.full_load_all")
def _yaml_all(site: Site) -> Values:
    found: Values = EMPTY
    for value in site.arg(0, "stream"):
        known = content(site.ev, value, site.body)
        if known is None:
            return site.opaque()
        if isinstance(known, Unknown):
            found |= {known}
            continue
        trees = documents(known[0], known[1]) or []
        found |= as_values(site.ev, list(trees), "dict", known[1])
    return found


@model("json.load", "json.loads", "orjson.loads", "ujson.load", "ujson.loads", "simplejson.load",
       "simplejson.loads", "json5.load", "json5.loads", "commentjson.load",
       "rapidjson.load", "rapidjson.loads")  # fmt: skip
def _json(site: Site) -> Values:
    found = _load(site, "json")
    return as_config(site.ev, found) if site.keyword("object_hook") else found


@model("tomllib.load", "tomllib.loads", "tomli.load", "tomli.loads", "toml.loads",
       "tomlkit.load", "tomlkit.parse", "pytoml.load")  # fmt: skip
def _toml(site: Site) -> Values:
    return _load(site, "toml")


@model("toml.load", "rtoml.load")
def _toml_path(site: Site) -> Values:
    paths = frozenset(
        site.ev.pool.external(STREAMS[0], v) if isinstance(v, Const) else v
        for v in site.arg(0, "f")
    )
    found = loaded(site.ev, paths, site.body, "toml") if paths else None
    return found if found is not None else site.opaque()


@model("csv.DictReader", "csv.reader")
def _csv(site: Site) -> Values:
    found: Values = EMPTY
    for value in site.arg(0):
        known = content(site.ev, value, site.body)
        if known is None or (not isinstance(known, Unknown) and known[2] is not None):
            return site.opaque()
        if isinstance(known, Unknown):
            found |= {known}
        else:
            rows = _rows(known[0], known[1], site.callee.name == "csv.DictReader")
            found |= as_values(site.ev, list(rows), "dict", known[1])
    return found


def _rows(text: str, path: str, named: bool) -> list[Tree]:
    try:
        rows = list(csv.reader(text.splitlines()[: MAX_LINES + 1]))
    except csv.Error:
        return []
    leaves: list[list[Tree]] = [
        [Leaf(cell, Place(path, number)) for cell in row] for number, row in enumerate(rows, 1)
    ]
    if not named or not rows:
        return list(leaves)
    return [dict(zip(rows[0], row, strict=False)) for row in leaves[1:]]


@model("dotenv.dotenv_values")
def _dotenv_values(site: Site) -> Values:
    """The variables of `.env` files, as discovery read them."""
    ev = site.ev
    rows = [
        (name, frozenset(ev.pool.const(v.value, Place(v.path, v.line), 0, "environment file")
                         for v in values if v.kind == ".env file"))
        for name, values in ev.environment.items()
    ]  # fmt: skip
    return frozenset((ev.pool.bundle("dict", [r for r in rows if r[1]]),))
