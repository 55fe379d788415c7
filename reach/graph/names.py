"""The last resort: a method call on something unknown, by the method's name alone."""

from collections import defaultdict
from collections.abc import Iterable

from reach.flow.bodies import Body, is_property
from reach.flow.classes import class_of_body, mro, subclasses
from reach.flow.evaluator import Evaluator
from reach.flow.parameters import is_receiver
from reach.flow.program import Program
from reach.flow.reflection import UNNAMED
from reach.flow.values import Class, Const, Instance, Unknown, Value
from reach.graph.unmentioned import got_by_name, unmentioned
from reach.records import code as ir

MAX_CANDIDATES = 6
"""More methods of one name than this say nothing, be they all of one family of classes."""

MIN_USES = 3
"""Attributes of an object that have to be read before a common name says anything."""

COMMON = frozenset(
    name
    for kind in (str, bytes, list, dict, set, tuple, int, float, object, type(lambda: 0))
    for name in dir(kind)
) | frozenset(
    "read write close open flush seek readline readlines send recv start stop run join wait"
    " acquire release put group match search sub compile next throw cancel result done submit"
    " shutdown log debug info warning error exception critical exists mkdir is_file is_dir"
    " read_text write_text resolve shape size mean sum min max reshape view to cuda cpu item"
    " save load name path get set add execute commit rollback fetchone fetchall cursor connect"
    " parse_args add_argument now today strftime isoformat total_seconds".split()
)
"""Names that external objects have too; a match means nothing."""

MAX_PLUGINS = 40
"""Modules that one import may mean whose name is not known."""

MIN_READS = 2
"""The same for a property of another name of one word; a name of several words tells enough."""

_NONE: frozenset[Body] = frozenset()

_Origin = tuple[int, tuple[str, ...]]
"""An operation, or `~index` of a parameter; and attributes of what it gives."""


def fallback(ev: Evaluator, body: Body, vid: int) -> list[Body]:
    """Methods that a call may mean, or properties that an attribute may be, going by the name."""
    call = body.ops[vid]
    if call[0] == ir.ATTR:
        return _properties(ev, body, call)
    nameless = got_by_name(ev, body, call[1])
    if nameless:
        return [f for f in unmentioned(ev, nameless) if accepts(f, call)]
    callee = body.ops[call[1]]
    if callee[0] != ir.ATTR or callee[2].startswith("__"):
        return []
    name = callee[2]
    if _is_plugin(ev, body, callee[1]):
        return _of_plugins(ev, body, name, call)
    if name not in ev.program.methods:
        return []
    known: Uses = ev.remember("uses", Uses)
    used = known.of(body, callee[1])
    if name in COMMON and len(used) < MIN_USES:
        return []
    owners: Owners = ev.remember("owners", lambda: Owners(ev.program))
    if _is_stored(ev, body, callee[1], name):
        return []
    families: dict[Body, list[Body]] = {}
    fitting: set[Body] = set()
    for method in ev.program.methods[name]:
        cls = class_of_body(ev, method.owner)
        if cls is None or is_property(method) or not accepts(method, call):
            continue
        bases = [b for b in mro(ev, cls) if isinstance(b, Class)]
        having = [b.body for b in bases if name in b.body.code.exports]
        if not having:
            continue  # under TYPE_CHECKING: declared, and never defined
        first = having[-1]
        families.setdefault(first, []).append(method)
        if owners.all_in(used, [*bases, *subclasses(ev, cls)]):
            fitting.add(first)
            if len(fitting) > 1:
                return []
    if name in COMMON or len(families) > 1:
        families = {first: families[first] for first in families if first in fitting}
    if len(families) != 1:
        return []
    (methods,) = families.values()
    concrete = [m for m in methods if not m.is_abstract] or methods
    return concrete if len(concrete) <= MAX_CANDIDATES else []


def _is_plugin(ev: Evaluator, body: Body, vid: int) -> bool:
    """Whether this is a module that was imported by a name that is not known."""
    values = ev.ask(body, vid)
    if any(isinstance(v, Unknown) and v.reason == UNNAMED for v in values):
        return True
    origin, _ = _origin(body, vid)
    made = body.ops[max(origin, 0)]
    named = body.ops[made[1]] if made[0] == ir.CALL and not values else made
    return named[0] in (ir.GLOBAL, ir.ATTR, ir.FROM) and "import_module" in named


def _of_plugins(ev: Evaluator, body: Body, name: str, call: ir.Op) -> list[Body]:
    """Functions of that name, in the modules of one package: one of them was imported by a name
    that is not known."""
    if name in COMMON or name == "main":
        return []
    functions = ev.program.module_functions.get(name, ())
    fitting = [f for f in functions if f.module is not body.module and accepts(f, call)]
    packages = {f.facts.module.rpartition(".")[0] for f in fitting}
    if not fitting or len(fitting) > MAX_PLUGINS:
        return []
    top = min(packages, key=len)
    within = top and all(f"{package}.".startswith(f"{top}.") for package in packages)
    return fitting if within or len(packages) == 1 else []


def _properties(ev: Evaluator, body: Body, op: ir.Op) -> list[Body]:
    """Properties of that name: of one family of classes that has all which is read of the object,
    as no other class has."""
    name = op[2]
    known: Uses = ev.remember("uses", Uses)
    used = known.of(body, op[1])
    words = name.strip("_").count("_") + 1
    if len(used) < (MIN_USES if name in COMMON else MIN_READS if words == 1 else 1):
        return []
    owners: Owners = ev.remember("owners", lambda: Owners(ev.program))
    getters, classes = ev.remember(("getters", name), lambda: _getters(ev, name))
    if not getters or not owners.all_in(used, classes):
        return []
    family = {cls.body for cls in classes}
    if any(_has_all(ev, owners, b, used) for b in owners.of(name) if b not in family):
        return []
    if any(not isinstance(v, Unknown) and not _is_none(v) for v in ev.ask(body, op[1])):
        return []
    return list(getters)


def _getters(ev: Evaluator, name: str) -> tuple[list[Body], list[Class]]:
    """The properties of a name that one family of classes has, and the family; none where several
    have one."""
    getters = [m for m in ev.program.methods[name] if is_property(m)]
    classes: dict[Class, None] = {}
    tops: set[Body] = set()
    for method in getters:
        cls = class_of_body(ev, method.owner)
        if cls is None:
            return [], []
        bases = [b for b in mro(ev, cls) if isinstance(b, Class)]
        tops.add([b.body for b in bases if name in b.body.code.exports][-1])
        classes.update(dict.fromkeys((*bases, *subclasses(ev, cls))))
    concrete = [m for m in getters if not m.is_abstract] or getters
    if len(tops) != 1 or len(concrete) > MAX_CANDIDATES:
        return [], []
    return concrete, list(classes)


def _has_all(ev: Evaluator, owners: "Owners", body: Body, used: set[str]) -> bool:
    """Whether objects of a class, or of one below it, have all of these attributes."""
    cls = class_of_body(ev, body)
    if cls is None:
        return True
    bases = [b for b in mro(ev, cls) if isinstance(b, Class)]
    return owners.all_in(used, [*bases, *subclasses(ev, cls)])


def _is_none(value: Value) -> bool:
    return isinstance(value, Const) and value.value is None


def _is_stored(ev: Evaluator, body: Body, base: int, name: str) -> bool:
    """Whether the object has an attribute of that name, so that the call means what it holds."""
    return any(
        (owner.body, name) in ev.program.self_stores
        for value in ev.ask(body, base)
        if isinstance(value, Instance)
        for owner in mro(ev, value.cls)
        if isinstance(owner, Class)
    )


class Owners:
    """The classes whose objects have an attribute."""

    def __init__(self, program: Program) -> None:
        self._of: dict[str, set[Body]] = defaultdict(set)
        for body in program.bodies:
            if body.code.kind == "class":
                for name in (*body.code.exports, *(name for name, _ in body.code.fields)):
                    self._of[name].add(body)
        for body, names in program.own_attributes.items():
            for name in names:
                self._of[name].add(body)

    def all_in(self, names: Iterable[str], classes: list[Class]) -> bool:
        """Whether these classes, together, give their objects all of these attributes."""
        bodies = [cls.body for cls in classes]
        return all(not self._of.get(name, _NONE).isdisjoint(bodies) for name in names)

    def of(self, name: str) -> frozenset[Body] | set[Body]:
        """Bodies of the classes that give their objects an attribute."""
        return self._of.get(name, _NONE)


class Uses:
    """The attributes that functions read of their objects; each function is looked through once."""

    def __init__(self) -> None:
        self._of: dict[Body, dict[_Origin, set[str]]] = {}

    def of(self, body: Body, vid: int) -> set[str]:
        """The attributes that a function reads of one object."""
        known = self._of.get(body)
        if known is None:
            known = self._of[body] = {}
            for op in body.ops:
                if op[0] == ir.ATTR:
                    known.setdefault(_origin(body, op[1]), set()).add(op[2])
        return known.get(_origin(body, vid), set())


def _origin(body: Body, vid: int) -> _Origin:
    """Where an object comes from: an operation or a parameter, and attributes of what it gives."""
    path: list[str] = []
    for _ in range(100):
        op = body.ops[vid]
        if op[0] in (ir.REFINE, ir.SETATTR, ir.SETITEM, ir.MUTATE):
            vid = op[1]
        elif op[0] == ir.PHI:
            vid = min(op[1])
        elif op[0] == ir.ATTR:
            path.append(op[2])
            vid = op[1]
        else:
            break
    return (~op[1] if op[0] == ir.PARAM else vid), tuple(path)


def accepts(method: Body, call: ir.Op) -> bool:
    """Whether a method takes as many arguments, of these names, as a call gives."""
    if any(a < 0 for a in call[2]) or any(name is None for name, _ in call[3]):
        return True
    parameters = method.code.parameters
    kinds = {p.kind for p in parameters}
    ordinary = [p for p in parameters if p.kind == ir.POSITIONAL]
    given = len(call[2]) + is_receiver(method)
    named = {name for name, _ in call[3]}
    if given > len(ordinary) and ir.STAR not in kinds:
        return False
    left = [*ordinary[given:], *(p for p in parameters if p.kind == ir.KEYWORD)]
    if named - {p.name for p in left} and ir.DOUBLE_STAR not in kinds:
        return False
    return all(p.default >= 0 or p.name in named for p in left)
