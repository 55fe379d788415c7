"""What an application keeps for its handlers: `app.state.model = …` where it starts, and
`request.app.state.model` where it answers; `app["model"]` of aiohttp; `ctx.obj` of click;
`ctx["model"]` of what workers share with their jobs."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.settings.hooks import asks_for, table
from reach.flow.values import EMPTY, Const, External, Unknown, Value, Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_KEEPERS = ("state", "ctx")
"""Attributes of applications that take what they are given."""

asks_for(("aiohttp.web.AppKey()",))

_FRAMEWORKS = ("fastapi.", "starlette.", "sanic.", "litestar.")

_HOLDERS = ("app", "config_dict", "obj")
"""Attributes that stand for an application, or for what a command keeps."""

_APPLICATIONS = ("app", "application")
_CONTEXTS = ("ctx", "context", "click_context")
"""Parameters that are one."""

MAX_KEPT = 40
"""Assignments of one name that are followed."""

Stores = dict[tuple[str, str], list[tuple[Body, int]]]

Key = tuple[str, Body | None, int]

ItemStores = dict[Key, list[tuple[Body, int]]]


def kept(ev: "Evaluator", body: Body, op: ir.Op, found: Values) -> Values:
    """What is assigned to an attribute of what an application keeps, where that is not known."""
    holder = keeper(body, op[1])
    if not all(isinstance(v, (Unknown, External)) for v in found):
        return found
    if holder is None:
        if op[2] in ev.program.assigned_names and any(_is_on_one(v, op[2]) for v in found):
            return _put_on(ev, op[2]) or found
        return (op[2] == "obj" and _of_commands(ev, body, op)) or found
    if not _is_application(body, holder[1], found):
        return found
    stores: Stores = table(ev, "kept by applications", lambda: _stores(ev))
    places = stores.get((holder[2], op[2]), [])[:MAX_KEPT]
    return EMPTY.union(*(ev.eval(owner, vid) for owner, vid in places)) or found


_OBJECTS = ("flask.Flask()", "flask.current_app", "quart.Quart()", "quart.current_app")
"""Applications that keep what is put on them: `app.model = …` and `current_app.model`."""


def _is_on_one(value: Value, name: str) -> bool:
    return isinstance(value, External) and value.name in [f"{each}.{name}" for each in _OBJECTS]


def _put_on(ev: "Evaluator", name: str) -> Values:
    """What is assigned to an attribute of an application."""
    places: list[tuple[Body, int]] = table(
        ev, ("put on applications", name), lambda: _puts(ev, name)
    )
    return EMPTY.union(*(ev.eval(owner, vid) for owner, vid in places[:MAX_KEPT]))


def _puts(ev: "Evaluator", name: str) -> list[tuple[Body, int]]:
    return [
        (body, op[3])
        for body in ev.program.bodies
        for op in body.ops
        if op[0] == ir.SETATTR
        and op[2] == name
        and any(isinstance(v, External) and v.name in _OBJECTS for v in ev.eval(body, op[1]))
    ]


def kept_item(
    ev: "Evaluator", body: Body, op: ir.Op, context: Context | None, found: Values
) -> Values:
    """What is assigned to an item of an application, or of what a command keeps, where that is
    not known: `request.app["model"]`, `ctx.obj["model"]`."""
    if not all(isinstance(v, (Unknown, External)) for v in found) or not _holds_items(body, op[1]):
        return found
    key = _key(ev.eval(body, op[2], context))
    if key is None:
        return found
    stores: ItemStores = table(ev, "items kept by applications", lambda: _item_stores(ev))
    places = stores.get(key, [])[:MAX_KEPT]
    return EMPTY.union(*(ev.eval(owner, vid) for owner, vid in places)) or found


def _holds_items(body: Body, vid: int) -> bool:
    """Whether this is written like an application, or like what a command keeps."""
    for _ in range(MAX_KEPT):
        op = body.ops[vid]
        if op[0] == ir.ATTR:
            return op[2] in _HOLDERS
        if op[0] not in (ir.SETITEM, ir.MUTATE, ir.REFINE):
            return _is_named(body, vid, _APPLICATIONS) or _is_made(body, op) or _is_shared(body, op)
        vid = op[1]
    return False


def _is_shared(body: Body, op: ir.Op) -> bool:
    """Whether this is the mapping that arq's workers hand to where they start and to each job."""
    return bool(op[0] == ir.PARAM and not op[1] and body.code.parameters[0].name == "ctx")


def _is_made(body: Body, op: ir.Op) -> bool:
    """Whether an application is made: `web.Application()`."""
    callee = body.ops[op[1]] if op[0] == ir.CALL else ()
    return bool(callee) and callee[0] in (ir.ATTR, ir.FROM) and callee[2] == "Application"


def _key(values: Values) -> Key | None:
    """What tells one item from another: a text, or the object that is the key."""
    if len(values) != 1:
        return None
    (value,) = values
    if isinstance(value, Const) and isinstance(value.value, str):
        return value.value, None, -1
    if isinstance(value, External) and value.site is not None:
        return value.name, value.site, value.vid
    return None


def _item_stores(ev: "Evaluator") -> ItemStores:
    """Assignments to items of what is written like an application."""
    found: ItemStores = {}
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] == ir.SETITEM and _holds_items(body, op[1]):
                key = _key(ev.eval(body, op[2]))
                if key is not None:
                    found.setdefault(key, []).append((body, op[3]))
    return found


def _of_commands(ev: "Evaluator", body: Body, op: ir.Op) -> Values:
    """What commands assign to the `obj` of their context."""
    if not _is_named(body, op[1], _CONTEXTS):
        return EMPTY
    places: list[tuple[Body, int]] = table(ev, "kept by commands", lambda: _objects(ev))
    return EMPTY.union(*(ev.eval(owner, vid) for owner, vid in places[:MAX_KEPT]))


def _objects(ev: "Evaluator") -> list[tuple[Body, int]]:
    """Assignments to `ctx.obj`."""
    found: list[tuple[Body, int]] = []
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] != ir.SETATTR or op[2] != "obj" or not _is_named(body, op[1], _CONTEXTS):
                continue
            if body.ops[op[3]][0] not in (ir.SETITEM, ir.MUTATE):
                found.append((body, op[3]))
    return found


def _is_named(body: Body, vid: int, names: tuple[str, ...]) -> bool:
    """Whether an operation is a parameter of one of these names."""
    op = body.ops[vid]
    return bool(op[0] == ir.PARAM and body.code.parameters[op[1]].name in names)


def keeper(body: Body, vid: int) -> ir.Op | None:
    """The `x.state` that an operation reads or changes."""
    for _ in range(MAX_KEPT):
        op = body.ops[vid]
        if op[0] == ir.ATTR:
            return op if op[2] in _KEEPERS else None
        if op[0] != ir.SETATTR:
            return None
        vid = op[1]
    return None


def _is_application(body: Body, vid: int, found: Values) -> bool:
    """Whether this is an application: `request.app`, or something of a framework."""
    while body.ops[vid][0] == ir.SETATTR:
        vid = body.ops[vid][1]
    op = body.ops[vid]
    if (op[0] == ir.ATTR and op[2] == "app") or _is_named(body, vid, _APPLICATIONS):
        return True
    return any(isinstance(v, External) and v.name.startswith(_FRAMEWORKS) for v in found)


def _stores(ev: "Evaluator") -> Stores:
    """Assignments to attributes of whatever is called `state` or `ctx`."""
    found: Stores = {}
    for body in ev.program.bodies:
        for op in body.ops:
            if op[0] == ir.SETATTR:
                holder = keeper(body, op[1])
                if holder is not None:
                    found.setdefault((holder[2], op[2]), []).append((body, op[3]))
    return found
