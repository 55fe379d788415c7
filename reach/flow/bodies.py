"""One code of a program, where it stands and what it is called."""

from reach.flow.operands import context_dependent, users
from reach.records import code as ir
from reach.records.code import Code, FileFacts

_ABSTRACT = frozenset(("abstractmethod", "abstractproperty", "abstractclassmethod"))

MAX_CHOICES = 12
"""Returns of one function that are told apart."""


Fields = tuple[list[tuple[str, int]], list[tuple[str, int]]]
"""Annotated fields of a class body with their vids, and those of attrs without an annotation."""


class Body:
    """One code of the program: a module, class body, function or lambda."""

    __slots__ = (
        "_chooses",
        "_decides",
        "_makers",
        "_users",
        "children",
        "code",
        "dependent",
        "facts",
        "fields",
        "index",
        "is_generator",
        "loops",
        "memo",
        "module",
        "name",
        "ops",
        "owner",
        "parent",
        "slices",
    )

    def __init__(self, index: int, facts: FileFacts, code: Code, parent: "Body | None") -> None:
        self.index = index
        self.facts = facts
        self.code = code
        self.ops = code.ops
        self.parent = parent
        self.module: Body = parent.module if parent is not None else self
        self.owner = parent if parent is not None and parent.code.kind == "class" else None
        """The class that this is a method of."""
        self.name = f"{facts.module}.{code.name}" if code.name else facts.module
        """Fully qualified."""
        self.children: dict[int, Body] = {}
        self.is_generator = bool(code.yields)
        self.memo: dict[int, object] = {}
        self.dependent: bytearray | None = None
        self.fields: Fields | None = None
        """Fields of a class body, once they were asked for."""
        self.loops: dict[int, frozenset[int]] = {}
        """The loops that its operations are in, as it was asked for."""
        self.slices: dict[tuple[int, bool], object] | None = None
        """What its expressions are made from, as it was asked for."""
        self._users: list[list[int]] | None = None
        self._chooses: bool | None = None
        self._decides: bool | None = None
        self._makers: bool | None = None

    def __repr__(self) -> str:
        return f"<{self.code.kind} {self.name}>"

    def __hash__(self) -> int:
        return self.index

    @property
    def bound_name(self) -> str:
        """The attribute that a method is bound to; private names hold that of their class."""
        name = self.code.name.rpartition(".")[2]
        if not name.startswith("__") or name.endswith("__") or self.owner is None:
            return name
        return f"_{self.owner.code.name.rpartition('.')[2].lstrip('_')}{name}"

    @property
    def returns_depend(self) -> bool:
        """Whether what it returns may depend on the arguments of the call."""
        if self.is_generator:
            return True
        marks = context_dependent(self)
        return any(marks[vid] for vid in self.code.returns) or self.chooses

    @property
    def chooses(self) -> bool:
        """Whether the arguments of the call decide which of some fixed things it returns."""
        if self._chooses is None:
            self._chooses = self._is_choosing()
        return self._chooses

    @property
    def is_maker(self) -> bool:
        """Whether one of the things it may return is a function that it makes."""
        if self._makers is None:
            returns = self.code.returns
            self._makers = 2 <= len(returns) <= MAX_CHOICES and any(map(self._makes, returns))
        return self._makers

    def _makes(self, vid: int) -> bool:
        op = self.ops[vid]
        given = op[2] if op[0] == ir.CALL and op[7] & ir.DECORATOR else (vid,)
        return any(v >= 0 and self.ops[v][0] == ir.FUNC for v in given)

    @property
    def decides(self) -> bool:
        """Whether the arguments of the call decide where it returns."""
        if self._decides is None:
            self._decides = self._is_deciding()
        return self._decides

    def _is_choosing(self) -> bool:
        marks = context_dependent(self)
        fixed = (vid for vid in self.code.returns if not marks[vid])
        return any(map(self._is_telling, fixed)) and self.decides

    def _is_deciding(self) -> bool:
        returns, sites = self.code.returns, self.code.return_sites
        if not 2 <= len(returns) <= MAX_CHOICES or len(sites) != len(returns):
            return False
        marks = context_dependent(self)
        for _, block in sites:
            while block > 0:
                block, cond, _ = self.code.blocks[block]
                if cond >= 0 and marks[cond]:
                    return True
        return False

    def _is_telling(self, vid: int) -> bool:
        """Whether more is returned than that something failed, or turned out well."""
        op = self.ops[vid]
        return op[0] != ir.CONST or isinstance(op[1], str)

    @property
    def is_abstract(self) -> bool:
        """Whether this is a method that subclasses have to define."""
        parent = self.parent
        if parent is not None:
            for vid in self.code.decorators:
                op = parent.ops[vid]
                if op[0] in (ir.ATTR, ir.FROM) and op[2] in _ABSTRACT:
                    return True
                if op[0] == ir.GLOBAL and op[1] in _ABSTRACT:
                    return True
        return not self.code.returns and any(
            op[0] == ir.GLOBAL and op[1] == "NotImplementedError" for op in self.ops
        )

    @property
    def users(self) -> list[list[int]]:
        """For each operation, those that read it."""
        found = self._users
        if found is None:
            found = self._users = users(self.ops)
        return found

    def child(self, index: int) -> "Body":
        """The body of a definition in this module, by code index."""
        return self.module.children[index]


def is_self(body: Body, vid: int) -> bool:
    """Whether a vid is the first parameter of its body, in any version."""
    ops = body.ops
    for _ in range(200):
        op = ops[vid]
        kind = op[0]
        if kind == ir.PARAM:
            return bool(op[1] == 0)
        if kind in (ir.REFINE, ir.SETATTR, ir.SETITEM, ir.MUTATE):
            vid = op[1]
        elif kind == ir.PHI:
            vid = op[1][0]
        elif kind == ir.SELECT:
            vid = op[2]
        else:
            return False
    return False


_NAMING = (ir.GLOBAL, ir.ATTR, ir.FROM)
_PROPERTIES = frozenset(("property", "cached_property"))


def is_property(method: Body) -> bool:
    """Whether a method is run by reading its name, so that a call means what it returns."""
    if method.owner is None:
        return False
    written = [method.owner.ops[vid] for vid in method.code.decorators]
    names = [op[1] if op[0] == ir.GLOBAL else op[2] for op in written if op[0] in _NAMING]
    return not _PROPERTIES.isdisjoint(names)
