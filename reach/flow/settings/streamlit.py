"""Streamlit's secrets: `.streamlit/secrets.toml`, where it is part of the project."""

from typing import TYPE_CHECKING

from reach.flow.containers import item
from reach.flow.library import Site, model
from reach.flow.settings.configs import as_config
from reach.flow.settings.files import as_values, locate, tree_at
from reach.flow.settings.hooks import attributes_of, items_of
from reach.flow.values import EMPTY, Const, External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_SECRETS = "streamlit.secrets"
_FILE = ".streamlit/secrets.toml"


@items_of(_SECRETS)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return _named(ev, value, key) or None


@attributes_of(_SECRETS)
def _attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    return _named(ev, value, frozenset((ev.pool.const(name),))) or None


@model(f"{_SECRETS}.get")
def _get(site: Site) -> Values:
    """What the file says; without one, whoever runs the program may say otherwise."""
    found: Values = EMPTY
    if site.callee.receiver is None or isinstance(site.callee.receiver, External):
        found = _named(site.ev, site.callee, site.arg(0, "key"))
    return found or site.arg(1, "default") or site.opaque()


def _named(ev: "Evaluator", value: External, key: Values) -> Values:
    path = locate(ev, ev.pool.const(_FILE, value.site, 0), value.site)
    tree = tree_at(ev, path, "toml") if path is not None else None
    if path is None or tree is None:
        return EMPTY
    found: Values = EMPTY
    for secrets in as_values(ev, tree, "dict", path):
        known = item(ev, secrets, key)
        found |= frozenset(v for v in known if not _is_absent(v))
    return as_config(ev, found)


def _is_absent(value: object) -> bool:
    return isinstance(value, Const) and value.value is None
