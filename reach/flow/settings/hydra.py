"""Hydra: the configuration that a decorated function gets, composed from its defaults lists."""

import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.settings.assigned import overrides
from reach.flow.settings.calls import Reading
from reach.flow.settings.files import locate, tree_at
from reach.flow.settings.hooks import table, texts
from reach.flow.settings.interpolation import Config
from reach.flow.settings.leaves import Leaf, Tree, merge
from reach.flow.settings.started import assigned
from reach.flow.values import EMPTY, Const, External, Value, Values
from reach.later import regex
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_DEPTH = 8
"""Defaults lists followed one below the other."""

MAX_CHOICES = 8
"""Options chosen by command lines that are read."""

SELF = "_self_"

_SWEEP = regex(r"[\w./@-]+(,[\w./@-]+)+")
"""Several values of one key, each for a run of its own."""

Given = Sequence[tuple[str, Values]]
"""Keys with what command lines give them."""


def parameter(ev: "Evaluator", body: Body, call: Reading) -> Values:
    """What a function under `@hydra.main(...)` gets."""
    folders = texts(call.argument(0, "config_path")) or [""]
    names = texts(call.argument(1, "config_name"))
    found: Values = EMPTY
    given = assigned(ev, body)
    for folder in folders:
        for name in names:
            found |= composed(ev, folder, name, body, given)
    return found or ev.unknown("Hydra configuration whose name is not known", body, 0)


def composed(
    ev: "Evaluator", folder: str, name: str, body: Body, given: Given = (), certain: Given = ()
) -> Values:
    """The configuration of this name in a folder beside a file. `given` may replace what is
    written there, `certain` does."""
    folder = posixpath.join(posixpath.dirname(body.facts.path), folder)
    return _in_folder(ev, folder, name, body, given, certain)


def _in_folder(
    ev: "Evaluator", folder: str, name: str, body: Body, given: Given = (), certain: Given = ()
) -> Values:
    base = posixpath.normpath(folder)
    composer = _Composer(ev, body, base)
    own: dict[tuple[str, ...], Values] = {}
    for key, known in certain:
        choice = next(iter(texts(known)), "")
        if choice and composer.path(posixpath.join(key, choice)) is not None:
            composer.chosen[key] = choice
        else:
            own[tuple(key.split("."))] = known
    tree = composer.file(name, 0)
    if tree is None:
        path = posixpath.join(base, name) + composer.suffix(name)
        return ev.unknown(f"file {path} is not in the project", body, body.code.name_start)
    values: dict[tuple[str, ...], Values] = {}
    trees = [tree]
    for key, known in given:
        keys, known = tuple(key.split(".")), _swept(ev, known)
        choices = [c for c in texts(known) if composer.path(posixpath.join(key, c)) is not None]
        if len(choices) < len(known):
            values[keys] = values.get(keys, EMPTY) | known
        trees += [
            _Composer(ev, body, base, composer.chosen).with_option(name, key, choice)
            for choice in choices[: MAX_CHOICES - len(trees)]
        ]
    origin = composer.path(name) or ""
    configs = (Config(ev, each, origin, given=values, certain=own) for each in trees)
    return EMPTY.union(*(config.values() for config in configs))


def _swept(ev: "Evaluator", values: Values) -> Values:
    """The values of a sweep, `encoder=small,large`, one by one."""
    found: set[Value] = set()
    for value in values:
        text = value.value if isinstance(value, Const) else None
        if not isinstance(value, Const) or not isinstance(text, str) or not _SWEEP.fullmatch(text):
            found.add(value)
            continue
        for part in text.split(","):
            found.add(ev.pool.const(part, value.body, value.position, value.kind, value.path))
    return frozenset(found)


class _Composer:
    """Reads the files of one configuration folder."""

    def __init__(
        self, ev: "Evaluator", body: Body, base: str, chosen: dict[str, str] | None = None
    ) -> None:
        self.ev = ev
        self.body = body
        self.base = base
        self.chosen = chosen or {}
        """Groups, and the options that a command line or the code chooses of them."""
        self.used: set[str] = set()
        """Groups that stand in a defaults list."""

    def with_option(self, name: str, group: str, choice: str) -> dict[str, Tree]:
        """A file with an option that is chosen, or added (`+experiment=large`), and with what
        that option chooses of other groups (`override /encoder: large`)."""
        self.chosen = {**self.chosen, group: choice}
        path = self.path(posixpath.join(group, choice))
        option = tree_at(self.ev, path, "yaml") if path is not None else None
        defaults = option.get("defaults") if isinstance(option, dict) else None
        for entry in defaults if isinstance(defaults, list) else ():
            for key, inner in entry.items() if isinstance(entry, dict) else ():
                words = key.split()
                if words[0] == "override" and isinstance(inner, Leaf):
                    self.chosen[words[-1].lstrip("/")] = str(inner.value)
        found = self.file(name, 0) or {}
        return found if group in self.used else merge(found, self.option(group, choice, "", 1))

    def suffix(self, name: str) -> str:
        """The ending that Hydra adds to a name."""
        return "" if name.endswith((".yaml", ".yml")) else ".yaml"

    def path(self, name: str) -> str | None:
        """The file of a configuration."""
        full = posixpath.join(self.base, name) + self.suffix(name)
        return locate(self.ev, self.ev.pool.const(full), None)

    def file(self, name: str, depth: int) -> dict[str, Tree] | None:
        """A file with everything in its defaults list."""
        path = self.path(name)
        tree = tree_at(self.ev, path, "yaml") if path is not None else None
        if not isinstance(tree, dict):
            return None if tree is None else {}
        own = {key: value for key, value in tree.items() if key != "defaults"}
        defaults = tree.get("defaults")
        if not isinstance(defaults, list) or depth > MAX_DEPTH:
            return own
        found: dict[str, Tree] = {}
        mine = False
        for entry in defaults:
            if isinstance(entry, Leaf) and entry.value == SELF:
                mine = True
                found = merge(found, own)
            else:
                found = merge(found, self.entry(entry, posixpath.dirname(name), depth))
        return found if mine else merge(found, own)

    def entry(self, entry: Tree, group: str, depth: int) -> dict[str, Tree]:
        """What one entry of a defaults list brings."""
        if isinstance(entry, Leaf):
            name = str(entry.value)
            inner = self.file(posixpath.join(group, name), depth + 1) or {}
            return _packaged(inner, posixpath.dirname(name.lstrip("/")).split("/"))
        found: dict[str, Tree] = {}
        for key, option in entry.items() if isinstance(entry, dict) else ():
            for choice in option if isinstance(option, list) else [option]:
                if isinstance(choice, Leaf) and isinstance(choice.value, str):
                    found = merge(found, self.option(key, choice.value, group, depth))
        return found

    def option(self, key: str, choice: str, group: str, depth: int) -> dict[str, Tree]:
        """The option of a group, under the package of the group."""
        words = key.split()
        if "${" in choice or (words[:1] == ["override"] and words[-1].startswith("hydra/")):
            return {}
        target, _, package = words[-1].partition("@")
        folder = target.lstrip("/") if target.startswith("/") else posixpath.join(group, target)
        self.used.add(folder)
        name = posixpath.join(folder, self.chosen.get(folder, choice))
        inner = self.file(name, depth + 1)
        if inner is None:
            return {}
        if package == "_global_" or self._is_global(name):
            return inner
        return _packaged(inner, (package or target.lstrip("/").replace("/", ".")).split("."))

    def _is_global(self, name: str) -> bool:
        path = self.path(name)
        text = self.ev.tables.get(("text", path)) or ""
        return "# @package _global_" in text[:500]


def _packaged(tree: dict[str, Tree], package: list[str]) -> dict[str, Tree]:
    for key in reversed([p for p in package if p and p not in ("_here_", "_group_")]):
        tree = {key: tree}
    return tree


# -- the compose API ------------------------------------------------------------------------------


@model("hydra.compose", "hydra.experimental.compose")
def _compose(site: Site) -> Values:
    ev = site.ev
    found: Values = EMPTY
    for body, vid in _in_force(_initializers(ev), site):
        call = Reading(ev, body, vid, None)
        certain = overrides(ev, site.arg(1, "overrides"))
        for folder in texts(call.argument(0, "config_path", "config_dir")):
            for name in texts(site.arg(0, "config_name")):
                found |= composed(ev, folder, name, body, (), certain)
        for module in texts(call.argument(0, "config_module")):
            package = ev.program.modules.get(module)
            if package is not None and package.facts.path.endswith("__init__.py"):
                for name in texts(site.arg(0, "config_name")):
                    folder = posixpath.dirname(package.facts.path)
                    found |= _in_folder(ev, folder, name, package, (), certain)
    return found or site.opaque()


def _in_force(found: list[tuple[Body, int]], site: Site) -> list[tuple[Body, int]]:
    """What was initialized before a call: by the same function, in the same file, or anywhere."""
    own = [(body, vid) for body, vid in found if body is site.body and vid < site.vid]
    module = site.body.module if site.body is not None else None
    return own[-1:] or [(body, vid) for body, vid in found if body.module is module] or found


def _initializers(ev: "Evaluator") -> list[tuple[Body, int]]:
    found: list[tuple[Body, int]] = table(ev, "hydra", lambda: _search(ev))
    return found


def _search(ev: "Evaluator") -> list[tuple[Body, int]]:
    found = []
    for body in ev.program.bodies:
        for vid, op in enumerate(body.ops):
            if op[0] == ir.CALL and _is_initializer(ev, body, op[1]):
                found.append((body, vid))
    return found


def _is_initializer(ev: "Evaluator", body: Body, vid: int) -> bool:
    op = body.ops[vid]
    name = op[2] if op[0] in (ir.ATTR, ir.FROM) else op[1] if op[0] == ir.GLOBAL else ""
    if not isinstance(name, str) or not name.startswith("initialize"):
        return False
    return any(isinstance(v, External) and v.name.startswith("hydra.") for v in ev.eval(body, vid))
