"""OmegaConf: configurations loaded, created, merged and converted."""

from reach.flow.library import Site, model
from reach.flow.reflection import contents_of
from reach.flow.settings.assigned import bundled, nested, overrides
from reach.flow.settings.configs import as_config
from reach.flow.settings.files import STREAMS, content, tree_at
from reach.flow.settings.hooks import texts
from reach.flow.settings.interpolation import Config, replaced
from reach.flow.settings.leaves import Tree, merge
from reach.flow.settings.started import GIVEN, assigned
from reach.flow.settings.trees import parse
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Instance,
    Unknown,
    Value,
    Values,
)


def _names(*names: str) -> tuple[str, ...]:
    return tuple(f"omegaconf.OmegaConf.{name}" for name in names)


@model(*_names("load"))
def _load(site: Site) -> Values:
    ev, found = site.ev, EMPTY
    for value in site.arg(0, "file_"):
        stream = ev.pool.external(STREAMS[0], value) if isinstance(value, Const) else value
        known = content(ev, stream, site.body)
        if known is None:
            return site.opaque()
        if isinstance(known, Unknown):
            found |= {known}
            continue
        tree = tree_at(ev, known[1], "yaml")
        if tree is None:
            found |= ev.unknown(f"file {known[1]} cannot be read as YAML")
        else:
            found |= Config(ev, tree, known[1]).values()
    return found or site.opaque()


@model(*_names("create"))
def _create(site: Site) -> Values:
    found: Values = EMPTY
    for value in site.arg(0, "obj"):
        if isinstance(value, Const) and isinstance(value.value, str):
            tree = parse(value.value, "", "yaml")
            found |= Config(site.ev, tree, "").values() if tree is not None else EMPTY
        elif isinstance(value, (Bundle, Container)):
            found |= as_config(site.ev, frozenset((value,)))
        else:
            found |= {value}
    return found or frozenset((site.ev.pool.bundle("config", ()),))


@model(*_names("structured"))
def _structured(site: Site) -> Values:
    ev = site.ev
    return frozenset(ev.pool.instance(v) if isinstance(v, Class) else v for v in site.arg(0, "obj"))


@model(*_names("from_cli", "from_dotlist"))
def _from_cli(site: Site) -> Values:
    """`key=value` words: those that are written, or those that the program is started with."""
    given = overrides(site.ev, site.arg(0, "dotlist"))
    if not given and site.body is not None:
        given = assigned(site.ev, site.body)
    found = as_config(site.ev, bundled(site.ev, nested(given))) if given else EMPTY
    return found or site.opaque()


@model(*_names("merge", "unsafe_merge"))
def _merge(site: Site) -> Values:
    found: Values = EMPTY
    for values in _together(site, [_plain(site, given) for given in site.all()]):
        known = frozenset(v for v in values if not isinstance(v, External))
        found = merged(site, found, known) if found else known
    return found or site.opaque()


def _plain(site: Site, values: Values) -> Values:
    """A record that says what a configuration may hold, as a mapping with its defaults."""
    (only,) = values if len(values) == 1 else (None,)
    if not isinstance(only, Instance):
        return values
    return as_config(site.ev, contents_of(site, only, "dict", {}))


def _together(site: Site, given: list[Values]) -> list[Values]:
    """What is merged, where files that follow each other are one: `${...}` is resolved late."""
    found: list[Values] = []
    trees: list[tuple[str, Tree]] = []
    for values in [*given, EMPTY]:
        tree = _loaded(site, values)
        if tree is not None:
            trees.append(tree)
            found.append(values)
            continue
        if len(trees) > 1:
            whole = trees[0][1]
            for _, inner in trees[1:]:
                if isinstance(whole, dict) and isinstance(inner, dict):
                    whole = merge(whole, inner)
                else:
                    whole = inner
            found[-len(trees) :] = [Config(site.ev, whole, trees[-1][0]).values()]
        trees = []
        found.append(values)
    return found[:-1]


def _loaded(site: Site, values: Values) -> tuple[str, Tree] | None:
    """The file that a configuration is, as it was loaded."""
    bundle = _single(values)
    if bundle is None or not bundle.origin:
        return None
    tree = tree_at(site.ev, bundle.origin, "yaml")
    if tree is None or Config(site.ev, tree, bundle.origin).values() != values:
        return None
    return bundle.origin, tree


def merged(site: Site, older: Values, newer: Values) -> Values:
    """Two configurations, the second on top of the first."""
    ev = site.ev
    first, second = _single(older), _single(newer)
    if first is None or second is None:
        given = all(isinstance(v, Const) and v.kind == GIVEN for v in newer)
        return newer | replaced(ev, older) if given else newer
    rows = dict(as_rows(site, first))
    for key, values in as_rows(site, second):
        rows[key] = merged(site, rows[key], values) if key in rows else values
    return frozenset((ev.pool.bundle("config", rows.items(), first.rest | second.rest),))


def _single(values: Values) -> Bundle | None:
    if len(values) != 1:
        return None
    (value,) = values
    return value if isinstance(value, Bundle) and value.kind in ("config", "dict") else None


def as_rows(site: Site, value: Bundle) -> list[tuple[str, Values]]:
    """Keys and values of a mapping."""
    return [(str(key), values) for key, values in value.entries]


@model(*_names("to_container"))
def _to_container(site: Site) -> Values:
    return as_config(site.ev, site.arg(0, "cfg"), kind="dict")


@model(*_names("to_object"))
def _to_object(site: Site) -> Values:
    """Records again, where a class said what the configuration may hold."""
    return site.arg(0, "cfg")


@model(*_names("select"))
def _select(site: Site) -> Values:
    from reach.flow.containers import item

    ev, found = site.ev, EMPTY
    for key in texts(site.arg(1, "key")):
        values: Values = site.arg(0, "cfg")
        for part in key.split("."):
            wanted = frozenset((ev.pool.const(part),))
            values = frozenset(v for value in values for v in item(ev, value, wanted))
        found |= values
    return found or site.keyword("default") or site.opaque()


def is_config(value: Value) -> bool:
    """Whether a value is a configuration with attributes."""
    return isinstance(value, (Bundle, Container)) and value.kind == "config"
