"""Environment variables: what deployment files and the code set, and the default in the code."""

from collections.abc import Sequence, Set
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.settings.hooks import table
from reach.flow.settings.named_calls import written_as
from reach.flow.values import EMPTY, Const, Container, External, Place, Value, Values, is_fixed
from reach.records import code as ir
from reach.records.project import EnvValue

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_KINDS = {".env file": "environment file", "": "shell variable"}

Written = tuple["Body | Place | None", int]
"""Where a default is written."""

_DEFAULTS = "defaults of variables"

Setting = tuple["Body | Place | None", object]
"""Where a variable is set, and to what."""

Store = tuple[Body, int, bool]
"""An operation that sets a variable, the vid of its value, whether it is only a default."""


def variable(
    ev: "Evaluator",
    names: Values,
    default: Values | None,
    body: Body | None,
    position: int,
    kind: str = "environment default",
) -> Values:
    """The values of an environment variable."""
    found: Values = EMPTY
    for name in names:
        if isinstance(name, Const) and isinstance(name.value, str):
            found |= named(ev, name.value, default, body, position, kind)
        else:
            found |= ev.unknown("environment variable whose name is not known", body, position)
    return found


def named(
    ev: "Evaluator",
    name: str,
    default: Values | None,
    body: Body | None,
    position: int,
    kind: str = "environment default",
) -> Values:
    """The values of an environment variable of this name."""
    found = written(ev, name, body)
    if default:
        found |= defaulted(ev, default, name, bool(found), body, position, kind)
    if found:
        return found
    return ev.unknown(f"environment variable {name} has no default", body, position)


def written(ev: "Evaluator", name: str, body: Body | None) -> Values:
    """What deployment files and assignments to `os.environ` give a variable."""
    found: set[Value] = set()
    known = _nearest(ev, ev.environment.get(name, ()), body)
    for item in known if not _is_hidden(known, ev.unfilled.get(name, ()), body) else ():
        place = Place(item.path, item.line)
        found.add(ev.pool.const(item.value, place, 0, _KINDS.get(item.kind, item.kind)))
    stores: list[Store] = table(ev, "environment", lambda: _stores(ev)).get(name, [])
    here = body is not None and body.facts.development
    values: Values = EMPTY
    for owner, vid, weak in stores:
        if owner.facts.development and not here:
            continue
        given = ev.eval(owner, vid)
        values |= _as_default(ev, given, "environment default") if weak else given
    return frozenset(found) | frozenset(
        v for v in values if not (isinstance(v, Const) and not v.value)
    )


def _nearest(ev: "Evaluator", items: Sequence[EnvValue], body: Body | None) -> Sequence[EnvValue]:
    """Without what is for other services: a repository of many gives a variable many values. Of
    each kind of file those count that share most folders with the code; those in a folder with
    code of its own only where no file of any kind is nearer."""
    if body is None or len(items) < 2:
        return items
    programs: set[tuple[str, ...]] = table(ev, "folders of code", lambda: _folders(ev))
    here = PurePosixPath(body.facts.path).parent.parts
    there = [PurePosixPath(item.path).parent.parts for item in items]
    shared = [_shared(here, folder) for folder in there]
    most: dict[str, int] = {}
    for item, number in zip(items, shared, strict=True):
        most[item.kind] = max(most.get(item.kind, 0), number)
    return [
        item
        for item, folder, number in zip(items, there, shared, strict=True)
        if number == most[item.kind]
        and (number == max(shared) or folder[: number + 1] not in programs)
    ]


def _is_hidden(known: Sequence[EnvValue], unfilled: Sequence[EnvValue], body: Body | None) -> bool:
    """Whether a deployment file nearer to the code than all that give a value says that whoever
    starts the service gives one."""
    if body is None or not unfilled:
        return False
    here = PurePosixPath(body.facts.path).parent.parts

    def nearest(items: Sequence[EnvValue]) -> int:
        return max((_shared(here, PurePosixPath(i.path).parent.parts) for i in items), default=-1)

    return nearest(unfilled) > nearest(known)


def _folders(ev: "Evaluator") -> set[tuple[str, ...]]:
    """Folders with code in them, or below."""
    found: set[tuple[str, ...]] = set()
    for path in ev.program.by_path:
        parts = PurePosixPath(path).parent.parts
        found.update(parts[:n] for n in range(1, len(parts) + 1))
    return found


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many folders two paths have in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def defaulted(
    ev: "Evaluator",
    default: Values,
    name: str,
    known: bool,
    body: Body | None,
    position: int,
    kind: str = "environment default",
) -> Values:
    """The default in the code, marked as one that the environment can replace."""
    found: set[Value] = set()
    replaces(ev, name, default)
    for value in _as_default(ev, default, kind):
        if isinstance(value, Const) and (value.value is None or value.value == ""):
            if not known:
                reason = f"environment variable {name} has no default"
                found.add(ev.pool.unknown(reason, body, position))
        else:
            found.add(value)
    return frozenset(found)


def replaces(ev: "Evaluator", name: str, default: Values) -> None:
    """A variable stands in place of what the code has without it."""
    known: dict[Written, set[str]] = ev.tables.setdefault(_DEFAULTS, {})
    for value in default:
        if isinstance(value, Const):
            known.setdefault((value.body, value.position), set()).add(name)


def replaced_by(ev: "Evaluator") -> dict[Written, set[str]]:
    """The variables of which each default in the code is one, as far as somebody asked."""
    found: dict[Written, set[str]] = ev.tables.get(_DEFAULTS, {})
    return found


def overridden(ev: "Evaluator", value: Const, names: Set[str]) -> bool:
    """Whether a value is a default that counts for nothing where these variables are set."""
    of = replaced_by(ev).get((value.body, value.position))
    return of is not None and of <= names and value.kind.endswith("default")


def without_variable(ev: "Evaluator", given: Values, default: Values) -> Values:
    """What stands in place of a variable that is not set, `getenv("NAME") or default`, where
    `given` are the values of the variable."""
    written_down = [v for v in given if isinstance(v, Const) and isinstance(v.body, Place)]
    if not written_down or not all(isinstance(v, Const) for v in given):
        return default
    known: dict[Setting, set[str]] = table(ev, "names of variables", lambda: _names_by_place(ev))
    names = {name for v in written_down for name in known.get((v.body, v.value), ())}
    for name in sorted(names):
        replaces(ev, name, default)
    return _as_default(ev, default, "environment default") if names else default


def _names_by_place(ev: "Evaluator") -> dict[Setting, set[str]]:
    found: dict[Setting, set[str]] = {}
    for name, every in ev.environment.items():
        for item in every:
            found.setdefault((Place(item.path, item.line), item.value), set()).add(name)
    return found


def _as_default(ev: "Evaluator", values: Values, kind: str) -> Values:
    return frozenset(
        ev.pool.const(v.value, v.body, v.position, kind, v.path) if is_fixed(v) else v
        for v in values
    )


def _stores(ev: "Evaluator") -> dict[str, list[Store]]:
    """Assignments to `os.environ`, its `setdefault` and `update`, and `os.putenv`; and what the
    program gives to parts of itself that a platform runs."""
    found: dict[str, list[Store]] = {}
    items: list[tuple[Body, ir.Op]] = table(ev, "environment items", lambda: _items(ev))
    for body, op in items:
        if _is_environ(ev, body, op[1]):
            _add(ev, found, body, op[2], (body, op[3], False))
    for method in ("setdefault", "update", "putenv"):
        for body, vid in ev.program.attribute_calls.get(method, ()):
            op = body.ops[vid]
            if method == "putenv" or _is_environ(ev, body, body.ops[op[1]][1]):
                _add_call(ev, found, body, op, method)
    for method in ("env", "from_dict"):
        for body, vid in ev.program.attribute_calls.get(method, ()):
            if any(_is_of_modal(value) for value in ev.eval(body, body.ops[vid][1])):
                _add_mappings(ev, found, body, [a for a in body.ops[vid][2] if a >= 0])
    mappings: list[tuple[Body, int]] = table(ev, "environment mappings", lambda: _mappings(ev))
    for body, vid in mappings:
        _add_mappings(ev, found, body, [vid])
    for body, op, platform in table(ev, "platform calls", lambda: _platform_calls(ev)):
        if any(
            isinstance(v, External) and v.name.startswith(platform) for v in ev.eval(body, op[1])
        ):
            given = [vid for name, vid in op[3] if name in _PLATFORMS]
            _add_mappings(ev, found, body, given)
            _add_rows(ev, found, body, given)
    return found


_PLATFORMS = {"env": "sagemaker.", "environment": "sagemaker.", "envs": "bentoml."}
"""Arguments that hold variables -> what the callables are of which they are arguments."""


def _platform_calls(ev: "Evaluator") -> list[tuple[Body, ir.Op, str]]:
    """Calls that may give variables to a part of the program which a platform runs:
    `HuggingFaceModel(env={...})`, `@bentoml.service(envs=[{"name": ..., "value": ...}])`."""
    return [
        (body, op, _PLATFORMS[name])
        for body in ev.program.bodies
        for op in body.ops
        if op[0] == ir.CALL
        for name, _ in op[3]
        if name in _PLATFORMS
    ]


def _is_of_modal(value: Value) -> bool:
    """`image.env({...})`, `modal.Secret.from_dict({...})`."""
    return isinstance(value, External) and value.name.startswith("modal.")


def _mappings(ev: "Evaluator") -> list[tuple[Body, int]]:
    """What stands under `env_vars`: the variables of a runtime environment of Ray, and its like."""
    found: list[tuple[Body, int]] = []
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] == ir.DICT:
                found += [(body, v) for k, v in op[1] if k >= 0 and body.ops[k][1:2] == (_MAPPING,)]
            elif op[0] == ir.CALL:
                found += [(body, vid) for name, vid in op[3] if name == _MAPPING]
    return found


def _items(ev: "Evaluator") -> list[tuple[Body, ir.Op]]:
    """Assignments to items of something called `environ`."""
    return [
        (body, op)
        for body in ev.program.bodies
        for op in body.ops
        if op[0] == ir.SETITEM and written_as(body, _base(body, op[1])) in _NAMES
    ]


_NAMES = ("environ", "env", "ENV", "os_environ")
_MAPPING = "env_vars"


def _base(body: Body, vid: int) -> int:
    while body.ops[vid][0] in (ir.SETITEM, ir.MUTATE, ir.REFINE):
        vid = body.ops[vid][1]
    return vid


def _is_environ(ev: "Evaluator", body: Body, vid: int) -> bool:
    vid = _base(body, vid)
    if written_as(body, vid) not in _NAMES:
        return False
    return any(isinstance(v, External) and v.name == "os.environ" for v in ev.eval(body, vid))


def _add(
    ev: "Evaluator", found: dict[str, list[Store]], body: Body, key: int, store: Store
) -> None:
    for name in ev.eval(body, key):
        if isinstance(name, Const) and isinstance(name.value, str):
            found.setdefault(name.value, []).append(store)


def _add_call(
    ev: "Evaluator", found: dict[str, list[Store]], body: Body, op: ir.Op, method: str
) -> None:
    given = [a for a in op[2] if a >= 0]
    if method in ("setdefault", "putenv") and len(given) == 2:
        _add(ev, found, body, given[0], (body, given[1], method == "setdefault"))
    if method != "update":
        return
    for name, vid in op[3]:
        if name is not None:
            found.setdefault(name, []).append((body, vid, False))
    _add_mappings(ev, found, body, given)


def _add_mappings(
    ev: "Evaluator", found: dict[str, list[Store]], body: Body, vids: Sequence[int]
) -> None:
    for value in (v for vid in vids for v in ev.eval(body, vid)):
        if isinstance(value, Container) and value.body.ops[value.vid][0] == ir.DICT:
            for key, inner in value.body.ops[value.vid][1]:
                if key >= 0:
                    _add(ev, found, value.body, key, (value.body, inner, False))


def _add_rows(
    ev: "Evaluator", found: dict[str, list[Store]], body: Body, vids: Sequence[int]
) -> None:
    """Variables of a list of rows, each with a name and a value."""
    for value in (v for vid in vids for v in ev.eval(body, vid)):
        if not isinstance(value, Container) or value.body.ops[value.vid][0] != ir.LIST:
            continue
        owner = value.body
        for item in (owner.ops[vid] for vid in owner.ops[value.vid][1] if vid >= 0):
            pairs = item[1] if item[0] == ir.DICT else ()
            row = {owner.ops[k][1]: v for k, v in pairs if k >= 0 and owner.ops[k][0] == ir.CONST}
            if "name" in row and "value" in row:
                _add(ev, found, owner, row["name"], (owner, row["value"], False))


@model("os.getenv", "os.environ.get", "os.environ.pop", "os.environ.setdefault")
def _getenv(site: Site) -> Values:
    names = site.arg(0, "key")
    default = None
    if len(site.arguments.positional) > 1 or site.keyword("default") is not None:
        default = site.arg(1, "default")
    return variable(site.ev, names, default, site.body, site.position)
