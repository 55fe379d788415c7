"""Questions to what flowed: which sites may call a function, or assign an attribute."""

import fnmatch
from functools import cached_property

from reach.flow.bodies import Body
from reach.flow.handed import OF_CLASSES
from reach.flow.program import Program
from reach.flow.protocols import GIVEN, OWN_METHODS
from reach.flow.settings.extensions import LOADER, SET_UP
from reach.flow.stores import MADE, REGISTERED, SENT
from reach.flow.values import Class, External, Function, Instance, Module, Wrapped
from reach.graph.builtin_calls import ITERATED, METHODS
from reach.graph.candidates.lower import Lowering
from reach.graph.candidates.names import Names
from reach.graph.candidates.network import Site
from reach.graph.candidates.solve import Solver
from reach.graph.names import COMMON, MIN_USES, Uses, accepts
from reach.records import code as ir

_FRAMEWORK = (
    *(p for patterns in OWN_METHODS.values() for p in patterns),
    *(p for specs in GIVEN.values() for spec in specs for p in spec.methods),
)
"""Names of methods that something outside calls."""

_NAMED = frozenset(p for p in _FRAMEWORK if "*" not in p)
_PATTERNS = tuple(p for p in _FRAMEWORK if "*" in p)
_OF_CLASSES = frozenset(name for names in OF_CLASSES.values() for name in names)


class Candidates:
    """What may call what, in one program."""

    def __init__(self, program: Program, names: Names) -> None:
        self.program = program
        self.low = Lowering(program, names)
        self.solver = Solver(self.low)
        self._uses = Uses()

    @property
    def first(self) -> list[Site]:
        """Sites that call something outside that is looked for."""
        return list(self.solver.first)

    @property
    def told(self) -> list[Site]:
        """Sites that may tell something outside of an entry point."""
        solver = self.solver
        handed = (site for sites in self.low.handed.values() for site in sites)
        decorators = ((body, vid) for body, vid in handed if body.ops[vid][7] & ir.DECORATOR)
        return list(dict.fromkeys((*solver.told, *decorators)))

    def of(self, body: Body) -> list[Site]:
        """Sites that may call a function."""
        solver, found = self.solver, dict.fromkeys(self.solver.callers.get(body, ()))
        name = body.bound_name
        if body.owner is None:
            if name == SET_UP or body.parent is None:
                found.update(dict.fromkeys(self.program.attribute_calls.get(LOADER, ())))
            return list(found)
        heirs = solver.hierarchy.heirs.get(body.owner, {})
        if body.code.decorators or name in self.program.property_names:
            found.update(dict.fromkeys(self._reads(body)))
        if name in ("__init__", "__new__", "__post_init__", "__call__", "__init_subclass__"):
            for heir in heirs:
                found.update(solver.made.get(heir, {}))
        if name in _OF_CLASSES:
            made = (site for heir in heirs for site in solver.made.get(heir, {}))
            told = (s for s in made if name in OF_CLASSES.get(_called_name(s), ()))
            found.update(dict.fromkeys(told))
        if name.startswith("__") and name.endswith("__"):
            found.update(self._special(body, name, heirs))
        elif name in _NAMED or any(fnmatch.fnmatchcase(name, p) for p in _PATTERNS):
            for heir in heirs:
                sites = solver.outside.get(heir, {})
                found.update(dict.fromkeys(s for s in sites if _called_name(s) in _TAKING))
        for heir in heirs:
            for sites in (solver.made.get(heir, {}), solver.outside.get(heir, {})):
                found.update(dict.fromkeys(s for s in sites if s in solver.told))
        for site in self.program.attribute_calls.get(name, ()):
            if site not in found and self._may_be_unknown(site, body):
                found[site] = None
        return list(found)

    def _may_be_unknown(self, site: Site, method: Body) -> bool:
        """Whether a call may fall back on the name of a method."""
        body, vid = site
        op = body.ops[vid]
        if not accepts(method, op):
            return False
        used = self._uses.of(body, body.ops[op[1]][1])
        if method.bound_name in COMMON and len(used) < MIN_USES:
            return False
        callee = body.ops[body.ops[vid][1]]
        node = self.low.vids[body.index][callee[1]]
        origin = body.ops[callee[1]]
        while origin[0] in (ir.ATTR, ir.REFINE):
            origin = body.ops[origin[1]]
        return bool(node) or origin[0] not in (ir.IMPORT, ir.FROM, ir.CONST, ir.GLOBAL)

    def _reads(self, body: Body) -> list[Site]:
        """Sites that read a property."""
        low = self.low
        token = low.token(body)
        return [
            site
            for node, sites in low.read_sites.items()
            if low.net.tokens[node] & token
            for site in sites
        ]

    def _special(self, body: Body, name: str, heirs: dict[Body, None]) -> dict[Site, None]:
        """Sites where an object may be asked for a special method."""
        solver, found = self.solver, dict[Site, None]()
        for heir in heirs:
            sites = solver.outside.get(heir, {})
            found.update(dict.fromkeys(site for site in sites if _called_name(site) in _ASKING))
        if name in _OF_ATTRIBUTES:
            found.update(self._accesses(name, heirs))
        return found

    def _accesses(self, name: str, heirs: dict[Body, None]) -> dict[Site, None]:
        """Reads and assignments of attributes of objects of these classes."""
        low, mask = self.low, 0
        for heir in heirs:
            mask |= low.token(heir, 1)
        found: dict[Site, None] = {}
        kind = ir.SETATTR if "set" in name else ir.ATTR
        descriptor = name in ("__get__", "__set__", "__set_name__")
        for body in self.program.bodies:
            nodes = low.vids[body.index]
            for vid, op in enumerate(body.ops):
                if op[0] == kind and (
                    low.net.tokens[nodes[vid] if descriptor else nodes[op[1]]] & mask
                    or (descriptor and kind == ir.SETATTR)
                ):
                    found[body, vid] = None
        return found

    def stores(self, place: object, name: str) -> list[Site]:
        """Sites that may assign an attribute of a value, or of the objects of a class body."""
        low = self.low
        if name == MADE and isinstance(place, Body):
            made = dict.fromkeys(self.solver.made.get(place, ()))
            made.update(dict.fromkeys(self._replaced))
            return list(made)
        if name == SENT:
            return self._calls_of("send")
        if name == REGISTERED:
            return self._calls_of("register")
        mask, anything = self._mask(place)
        found: list[Site] = []
        for key in (name, ""):
            for body, vid, base in low.setters.get(key, ()):
                if (
                    (anything and not base)
                    or low.net.tokens[base] & mask
                    or base in self.solver.wide
                ):
                    found.append((body, vid))
        return found

    def _mask(self, place: object) -> tuple[int, bool]:
        low = self.low
        if isinstance(place, Body):
            return low.token(place, 1) | low.token(place), False
        if isinstance(place, Class):
            return low.token(place.body) | low.token(place.body, 1), False
        if isinstance(place, (Module, Function)):
            body = place.body
            return (low.token(body), False) if body is not None else (0, True)
        if isinstance(place, Wrapped):
            return self._mask(place.function)
        if isinstance(place, Instance):
            return low.token(place.cls.body, 1), False
        return low.names.outside, isinstance(place, External)

    def _calls_of(self, name: str) -> list[Site]:
        """Calls of attributes of a name."""
        return list(self.program.attribute_calls.get(name, ()))

    @cached_property
    def _replaced(self) -> list[Site]:
        """Calls of `dataclasses.replace`."""
        found: list[Site] = []
        for module in self.program.modules.values():
            known = {
                name
                for name, vid in module.code.exports.items()
                if module.ops[vid][0] in (ir.FROM, ir.IMPORT)
                and module.ops[vid][1] == "dataclasses"
            }
            for body in (module, *module.children.values()) if known else ():
                for vid, op in enumerate(body.ops):
                    if op[0] == ir.CALL and _called_name((body, vid)) in known | {"replace"}:
                        found.append((body, vid))
        return found


def _called_name(site: Site) -> str:
    body, vid = site
    op = body.ops[vid]
    callee = body.ops[op[1]] if op[0] == ir.CALL else ()
    if not callee or callee[0] not in (ir.GLOBAL, ir.ATTR, ir.FROM):
        return ""
    return str(callee[1] if callee[0] == ir.GLOBAL else callee[2])


_ASKING = frozenset(name.rpartition(".")[2] for name in (*METHODS, *ITERATED))
"""Functions that ask for a special method of what they are given."""

_TAKING = frozenset(name.rpartition(".")[2] for name in (*OWN_METHODS, *GIVEN))
"""Functions and methods that call methods of the project."""

_OF_ATTRIBUTES = frozenset(
    "__getattr__ __getattribute__ __setattr__ __get__ __set__ __delattr__".split()
)
