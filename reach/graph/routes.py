"""Where the routes of a router begin: its own prefix, and those under which it is mounted.

Only constant prefixes are known; a route whose router is mounted more than once is named by the
first place, in the order of the files. A part that is not constant is written `{}`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from reach.flow.bodies import Body
from reach.flow.containers import contents
from reach.flow.settings.hooks import asks_for
from reach.flow.values import Bound, Const, External, Pattern, Value
from reach.graph.build import CallGraph
from reach.records import code as ir

OWN = ("prefix", "url_prefix")
"""Keywords that give a router its prefix when it is made."""

MAX_DEPTH = 8
"""Routers mounted within each other."""


class Mounting(NamedTuple):
    """Where a method that mounts a router takes it and the prefix."""

    router: tuple[int, str]
    prefix: tuple[int, str]
    replaces: bool
    """The prefix stands in for the router's own, as in Flask."""


MOUNTING = {
    "include_router": Mounting((0, "router"), (-1, "prefix"), False),
    "register_blueprint": Mounting((0, "blueprint"), (-1, "url_prefix"), True),
    "blueprint": Mounting((0, "blueprint"), (-1, "url_prefix"), True),
    "mount": Mounting((1, "app"), (0, "path"), False),
    "add_router": Mounting((1, "router"), (0, "prefix"), False),
    "add_subapp": Mounting((1, "subapp"), (0, "prefix"), False),
}
"""By name of the method; what is mounted must be something a library made."""

LISTING = frozenset(
    "starlette.routing.Mount starlette.routing.Router starlette.routing.Host".split()
)
"""Calls that are given what they mount: an application, or a list of routes."""

asks_for(
    (
        "aiohttp.web.Application()",
        "fastapi.APIRouter()",
        "fastapi.FastAPI()",
        "fastapi.applications.FastAPI()",
        "fastapi.routing.APIRouter()",
        "flask.Blueprint()",
        "flask.Flask()",
        "flask.blueprints.Blueprint()",
        "ninja.NinjaAPI()",
        "ninja.Router()",
        "quart.Blueprint()",
        "quart.Quart()",
        "sanic.Blueprint()",
        "sanic.Sanic()",
        "starlette.applications.Starlette()",
        "starlette.routing.Host()",
        "starlette.routing.Mount()",
        "starlette.routing.Route()",
        "starlette.routing.Router()",
        "starlette.routing.WebSocketRoute()",
    )
)

_APPLICATION = "starlette.applications.Starlette"

Made = tuple[Body, int]
"""The call that made a router."""


class Mounts:
    """Prefixes of the routers of a program."""

    def __init__(self, graph: CallGraph) -> None:
        self.ev = graph.evaluator
        self._above: dict[Made, tuple[tuple[Made, ...], str | None, bool]] = {}
        for body in graph.program.bodies:
            for vid, name in graph.externals.get(body, ()):
                mounting = MOUNTING.get(name.rpartition(".")[2])
                if mounting is not None and "()." in name:
                    self._mount(body, body.ops[vid], mounting)
                elif name in LISTING or name == _APPLICATION:
                    self._list(body, vid, name)

    def prefix(self, body: Body, call: ir.Op, vid: int = -1) -> str:
        """What precedes the path that a registration gives: `call` is `router.get(path)`, or the
        route itself, made by the operation `vid`."""
        for made in self._receivers(body, call):
            return self._full(made, 0)
        return self._full((body, vid), 0) if (body, vid) in self._above else ""

    def _list(self, body: Body, vid: int, name: str) -> None:
        """`Mount("/admin", routes=[...])`: what is listed stands below it."""
        self.ev.begin()
        call = body.ops[vid]
        text = self._text(body, call, 0, "path") if name.endswith(".Mount") else ""
        position = {_APPLICATION: 1, "starlette.routing.Router": 0}.get(name, -1)
        for each, keyword in ((position, "routes"), (1 if text else -1, "app")):
            given = _argument(call, each, keyword)
            if given is None:
                continue
            for value in self.ev.eval(body, given):
                held = (value,) if isinstance(value, External) else contents(self.ev, value)
                for made in _makers(held):
                    self._above.setdefault(made, (((body, vid),), text, False))

    def _mount(self, body: Body, call: ir.Op, mounting: Mounting) -> None:
        self.ev.begin()
        above = self._receivers(body, call)
        text = self._text(body, call, *mounting.prefix)
        router = _argument(call, *mounting.router)
        if router is None:
            return
        for made in _makers(self.ev.eval(body, router)):
            self._above.setdefault(made, (above, text, mounting.replaces))

    def _full(self, made: Made, depth: int) -> str:
        own = self._own(made)
        if made not in self._above or depth >= MAX_DEPTH:
            return own
        above, text, replaces = self._above[made]
        outer = next((self._full(a, depth + 1) for a in above if a != made), "")
        if replaces:
            return outer + (own if text is None else text)
        return outer + (text or "") + own

    def _own(self, made: Made) -> str:
        body, vid = made
        return next((t for k in OWN if (t := self._text(body, body.ops[vid], -1, k))), "")

    def _receivers(self, body: Body, call: ir.Op) -> tuple[Made, ...]:
        """The calls that made the object on which a method is called."""
        if call[0] != ir.CALL:
            return ()
        return _makers(
            value.receiver
            for value in self.ev.eval(body, call[1])
            if isinstance(value, (External, Bound)) and value.receiver is not None
        )

    def _text(self, body: Body, call: ir.Op, position: int, keyword: str) -> str | None:
        """A constant argument; None when it is not given."""
        vid = _argument(call, position, keyword)
        if vid is None:
            return None
        for value in sorted(self.ev.eval(body, vid), key=lambda v: v.order):
            if isinstance(value, Const) and isinstance(value.value, str):
                return value.value.rstrip("/")
            if isinstance(value, Pattern):
                return "".join("{}" if p is None else p for p in value.parts).rstrip("/")
        return "/{}"


def _argument(call: ir.Op, position: int, keyword: str) -> int | None:
    if call[0] != ir.CALL:
        return None
    for name, vid in call[3]:
        if name == keyword:
            return int(vid)
    if 0 <= position < len(call[2]) and call[2][position] >= 0:
        return int(call[2][position])
    return None


def _makers(values: Iterable[Value]) -> tuple[Made, ...]:
    return tuple(
        (v.site, v.vid)
        for v in sorted(values, key=lambda v: v.order)
        if isinstance(v, External) and v.site is not None and v.site.ops[v.vid][0] == ir.CALL
    )
