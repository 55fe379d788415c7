"""Dynaconf: settings of files, in layers of environments, and of the environment.

`Dynaconf(settings_files=["settings.toml"], environments=True, envvar_prefix="APP")`: names are the
same in any case, the section of the environment in force stands above `default`, and `APP_NAME`
above both. Read in dynaconf 3.
"""

import posixpath
import re
from typing import TYPE_CHECKING

from reach.flow.environment import written
from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.files import as_values, locate, tree_at
from reach.flow.settings.hooks import asks_for, attributes_of, items_of, texts
from reach.flow.settings.leaves import Tree
from reach.flow.values import EMPTY, Bundle, Const, Container, External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_MADE = tuple(f"{name}()" for name in ("dynaconf.Dynaconf", "dynaconf.LazySettings"))
_FORMS = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".ini": "ini"}
_PREFIX = "DYNACONF"

MAX_FILES = 20

asks_for(_MADE)


@attributes_of(*_MADE)
def _attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    """A setting; methods are what the class has."""
    return None if name in _METHODS else _setting(ev, value, name)


_METHODS = frozenset(
    "as_dict exists from_env get load_file reload set setenv update validators".split()
)


@items_of(*_MADE)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    found = [_setting(ev, value, name) for name in texts(key)]
    return EMPTY.union(*(each for each in found if each is not None)) or None


@model(*(f"{name}.get" for name in _MADE))
def _got(site: Site) -> Values:
    receiver = site.callee.receiver
    if not isinstance(receiver, External):
        return site.opaque()
    return (_item(site.ev, receiver, site.arg(0, "key")) or EMPTY) or site.arg(1, "default")


def _setting(ev: "Evaluator", value: External, name: str) -> Values | None:
    call = made_by(ev, value)
    if call is None:
        return None
    found: Values = EMPTY
    outer, *inner = name.split(".")
    for environment in _environments(call):
        chosen: Values = EMPTY
        for layer, path in _layers(call, environment):
            tree = _below(layer, (outer, *inner))
            if tree is not None:  # a later layer stands above those before it
                chosen = as_values(ev, tree, "config", path)
        found |= chosen
    prefixes = texts(call.keyword("envvar_prefix")) or [_PREFIX]
    for prefix in prefixes:
        found |= written(ev, f"{prefix}_{'__'.join((outer, *inner))}".upper(), call.body)
    return found or ev.unknown(
        f"setting {name} is in no file that is known", call.body, call.position
    )


def _layers(call: Reading, environment: str) -> list[tuple[Tree, str]]:
    """What the files say, from the lowest to the highest."""
    ev = call.ev
    found: list[tuple[Tree, str]] = []
    layered = any(not isinstance(v, Const) or v.value for v in call.keyword("environments"))
    for path in _files(call):
        form = _FORMS.get(posixpath.splitext(path)[1])
        tree = tree_at(ev, path, form) if form is not None else None
        if tree is None:
            continue
        if not layered:
            found.append((tree, path))
            continue
        for section in ("default", environment, "global"):
            inner = _below(tree, (section,))
            if inner is not None:
                found.append((inner, path))
    return found


def _files(call: Reading) -> list[str]:
    from reach.flow.containers import elements

    given = call.keyword("settings_files", "settings_file", "SETTINGS_FILE_FOR_DYNACONF")
    listed: list[Const] = []
    for value in given:
        inner = elements(call.ev, value) if isinstance(value, (Bundle, Container)) else {value}
        listed += sorted((v for v in inner if isinstance(v, Const)), key=lambda v: v.position)
    found: dict[str, None] = {}
    for value in listed:
        for text in re.split(r"[,;]", value.value) if isinstance(value.value, str) else ():
            path = call.ev.pool.const(text.strip(), value.body, value.position, value.kind, True)
            known = locate(call.ev, path, call.body)
            if known is not None:
                found[known] = None
    return list(found)[:MAX_FILES]


def _environments(call: Reading) -> list[str]:
    """The environments that may be in force."""
    own = texts(call.keyword("env"))
    if own:
        return own
    return texts(written(call.ev, "ENV_FOR_DYNACONF", call.body)) or ["development"]


def _below(tree: Tree, names: tuple[str, ...]) -> Tree | None:
    """What is under a name in any case, and under others in it."""
    for name in names:
        if not isinstance(tree, dict):
            return None
        inner = next((v for k, v in tree.items() if k.lower() == name.lower()), None)
        if inner is None:
            return None
        tree = inner
    return tree
