"""Builds the SSA form of one code: variables, joins, blocks."""

from collections.abc import Sequence

from tree_sitter import Node

from reach.extract.versions import given_to, shared, unnarrowed, unrefined
from reach.records import code as ir
from reach.records.code import Code, Op, Parameter

_ALIAS_SCAN = 48
_MAX_OPS = 400_000
_MAX_CHOICES = 16
"""Arms of one statement whose values are told apart by their tests."""
_LEAVES = (ir.GLOBAL, ir.FREE, ir.PARAM)
"""Reads of variables that a loop repeats as they are when it does not assign them."""


class TooLarge(Exception):
    """A single code holds more operations than the limit."""


class Layer:
    """Variables assigned since a branch, loop or comprehension began."""

    __slots__ = ("continues", "exits", "left_from", "loop", "names", "pending")

    def __init__(self, names: dict[str, int] | None = None, loop: bool = False) -> None:
        self.names: dict[str, int] = {} if names is None else names
        self.loop = loop
        self.pending: dict[str, int] = {}
        """In a loop: name to the PHI that waits for the value at the end of the body."""
        self.exits: list[dict[str, int]] = []
        """In a loop: variables at each `break`."""
        self.left_from: list[int] = []
        """In a loop: the block of each `break`."""
        self.continues: list[dict[str, int]] = []


class Branch:
    """One finished arm of a branching statement."""

    __slots__ = ("dead", "names")

    def __init__(self, names: dict[str, int], dead: bool) -> None:
        self.names = names
        self.dead = dead


class Scope:
    """The code under construction."""

    def __init__(self, index: int, kind: str, name: str, parent: "Scope | None") -> None:
        self.index = index
        self.kind = kind
        self.name = name
        self.parent = parent
        self.class_name: str = parent.class_name if parent is not None else ""
        """Name of the innermost class around."""
        if kind == "class":
            self.class_name = name.rpartition(".")[2]
        self.ops: list[Op] = []
        self.layers: list[Layer] = [Layer()]
        self.blocks: list[tuple[int, int, bool]] = [(-1, -1, True)]
        self.block = 0
        self.dead = False
        self.versions: dict[str, list[int]] = {}
        self.log: list[tuple[str, int]] = []
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.outside: set[str] = set()
        """Variables of other scopes that a loop of this code reads, and that it never assigned."""
        self.rebound: frozenset[str] = frozenset()
        """Variables of this code that functions inside it may assign."""
        self.last_call = -1
        """Vid of the latest call: before it, no inner function can have run."""
        self.returns: list[int] = []
        self.return_sites: list[tuple[int, int]] = []
        self.withs: list[tuple[int, int]] = []
        self.yields: list[int] = []
        self.stores: list[tuple[str, int]] = []
        self.free_stores: list[tuple[int, str, int]] = []
        self.fields: list[tuple[str, int]] = []
        self.changers: dict[int, Node] = {}
        """Methods that change an object in place and were given a name: where the object is."""
        self.lambdas = 0
        self.definition = -1
        self.parameters: list[Parameter] = []
        self.return_annotation = -1
        self.decorators: tuple[int, ...] = ()
        self.is_async = False
        self.span = (0, 0, 0)

    def emit(self, *op: object) -> int:
        """Append an operation and return its vid."""
        ops = self.ops
        ops.append(op)
        if len(ops) > _MAX_OPS:
            raise TooLarge
        return len(ops) - 1

    # -- variables ---------------------------------------------------------------------------

    def bind(self, name: str, vid: int) -> None:
        """Assign a variable."""
        self.outside.discard(name)
        if name in self.globals:
            self.stores.append((name, vid))
        elif name in self.nonlocals:
            owner = self.owner_of(name)
            if owner is not None:
                self.free_stores.append((owner.index, name, vid))
        self.layers[-1].names[name] = vid
        self.versions.setdefault(name, []).append(vid)
        self.log.append((name, vid))

    def unbind(self, name: str) -> None:
        """`del name`."""
        if self.find(name) is not None:
            self.layers[-1].names[name] = self.emit(ir.UNKNOWN, f"name {name} is not defined", 0)

    def find(self, name: str) -> int | None:
        """The vid that reaches this point, without making joins."""
        for layer in reversed(self.layers):
            vid = layer.names.get(name)
            if vid is not None:
                return vid
        return None

    def read(self, name: str, pos: int) -> int:
        """The vid of a variable here; loops on the way get a join that is completed later."""
        layers = self.layers
        depth = len(layers) - 1
        vid = None
        while depth >= 0:
            vid = layers[depth].names.get(name)
            if vid is not None:
                break
            depth -= 1
        if vid is None:
            vid = self.outer(name, pos)
            if self.kind == "module" or not any(layer.loop for layer in layers):
                return vid
            self.outside.add(name)
        looped = False
        for layer in layers[depth + 1 :]:
            if layer.loop:
                vid = self.emit(ir.PHI, (vid,))
                layer.names[name] = layer.pending[name] = vid
                looped = True
        if name in self.rebound and (looped or vid < self.last_call):
            return self.emit(ir.FREE, self.index, (vid,), pos, name)
        return vid

    def outer(self, name: str, pos: int) -> int:
        """A variable that this code never assigned before this point."""
        if name not in self.globals:
            scope: Scope | None = self.parent
            child = self
            while scope is not None and scope.kind != "module":
                versions = scope.versions.get(name) if scope.kind != "class" else None
                if versions:
                    return self.emit(ir.FREE, scope.index, _reaching(versions, child), pos, name)
                child = scope
                scope = scope.parent
        return self.emit(ir.GLOBAL, name, pos)

    def owner_of(self, name: str) -> "Scope | None":
        """The enclosing function that a `nonlocal` name belongs to."""
        scope = self.parent
        while scope is not None and scope.kind != "module":
            if scope.kind != "class" and name in scope.versions:
                return scope
            scope = scope.parent
        return None

    def replace(self, name: str, new: int) -> None:
        """A variable's object was changed in place: its aliases see the new version too."""
        old = self.find(name)
        if old is None or name in self.outside:
            self.stores_outside(name, new)
            if old is not None:
                self.layers[-1].names[name] = new
            return
        names = self.layers[-1].names
        if len(self.versions) <= _ALIAS_SCAN:
            for other in self.versions:
                if other != name and self.find(other) == old:
                    names[other] = new
                    self.versions[other].append(new)
                    self.log.append((other, new))
        self.bind(name, new)

    def stores_outside(self, name: str, new: int) -> None:
        """An object held by a variable of another scope was changed in place."""
        owner = self.owner_of(name) if name not in self.globals else None
        if owner is not None:
            self.free_stores.append((owner.index, name, new))
        else:
            self.stores.append((name, new))

    # -- branches ----------------------------------------------------------------------------

    def enter(self, cond: int = -1, outcome: bool = True, loop: bool = False) -> int:
        """Begin an arm; returns the block to hand to `leave`."""
        outer = self.block
        self.layers.append(Layer(loop=loop))
        if cond >= 0:
            self.narrow_block(cond, outcome)
        return outer

    def narrow_block(self, cond: int, outcome: bool) -> None:
        """From here on, `cond` is known to have this outcome."""
        self.blocks.append((self.block, cond, outcome))
        self.block = len(self.blocks) - 1

    def narrow_as_in(self, block: int, outer: int) -> None:
        """From here on, the conditions hold that do in a block inside of another one."""
        held = []
        while block > outer:
            held.append(self.blocks[block][1:])
            block = self.blocks[block][0]
        for cond, outcome in reversed(held):
            if cond >= 0:
                self.narrow_block(cond, outcome)

    def own_block(self) -> None:
        """From here on, what runs need not have run when the code around it goes on."""
        self.narrow_block(-1, True)

    def give_back(self, vid: int) -> None:
        """`return`, or the end of the body."""
        self.returns.append(vid)
        self.return_sites.append((len(self.ops), self.block))

    def leave(self, outer: int) -> Branch:
        """End an arm."""
        layer = self.layers.pop()
        branch = Branch(layer.names, self.dead)
        self.block = outer
        self.dead = False
        return branch

    def join(self, branches: list[Branch], tests: Sequence[int] = ()) -> None:
        """Continue after arms of which exactly one ran: the first whose test held, where they are
        given, else the last."""
        live = [number for number, branch in enumerate(branches) if not branch.dead]
        if not live:
            self.dead = True
            live = list(range(len(branches)))
        names: dict[str, None] = {}
        for number in live:
            names.update(dict.fromkeys(branches[number].names))
        for name in names:
            before = self.find(name)
            arms = [(n, branches[n].names.get(name, before)) for n in live]
            merged = self.chosen([(n, v) for n, v in arms if v is not None], tests, before)
            if merged != before:
                self.layers[-1].names[name] = merged
                self.versions.setdefault(name, []).append(merged)
                self.log.append((name, merged))

    def chosen(self, arms: list[tuple[int, int]], tests: Sequence[int], before: int | None) -> int:
        """The value of a variable after arms (number and vid) that each give it one."""
        vids = list(dict.fromkeys(vid for _, vid in arms))
        if not tests or not 1 < len(vids) <= _MAX_CHOICES:
            return self.merge(vids, before=before)
        merged = arms[-1][1]
        for number, vid in reversed(arms[:-1]):
            merged = self.merge(list(dict.fromkeys((vid, merged))), tests[number], before)
        return merged

    def merge(self, vids: list[int], cond: int = -1, before: int | None = None) -> int:
        """One vid for several; several narrowed versions of one value join to that value."""
        if len(vids) == 1:
            return vids[0]
        plain = list(dict.fromkeys(self.unrefined(v) for v in vids))
        if len(plain) == 1:
            return self.merged_versions(vids, plain[0], before)
        if cond >= 0 and len(vids) == 2:
            return self.emit(ir.SELECT, cond, vids[0], vids[1])
        narrowed: dict[int, list[int]] = {}
        for vid in vids:
            narrowed.setdefault(self.unrefined(vid), []).append(vid)
        kept = (
            each[0] if len(each) == 1 else self.merged_versions(each, value, None)
            for value, each in narrowed.items()
        )
        return self.emit(ir.PHI, tuple(kept))

    def merged_versions(self, vids: list[int], plain: int, before: int | None) -> int:
        """One version of a value for several; what may have been changed by a call stays so."""
        versions = [given_to(self.ops, vid) for vid in vids]
        latest = max(versions, key=len)
        if not all(set(each) <= set(latest) for each in versions):
            return self.emit(ir.PHI, tuple(dict.fromkeys(unnarrowed(self.ops, v) for v in vids)))
        kept = given_to(self.ops, before) if before is not None else []
        if before is not None and kept == latest and self.unrefined(before) == plain:
            return before
        return self.widened(latest[0], vids) if latest else plain

    def widened(self, given: int, vids: list[int]) -> int:
        """A version after calls, without what is only known of it in one of the arms."""
        base, calls = shared(self.ops, given, vids)
        for call in calls:
            base = self.emit(ir.REFINE, base, -1, call)
        return base if calls else given

    def unrefined(self, vid: int) -> int:
        """The value under any narrowing, before any call was given it."""
        return unrefined(self.ops, vid)

    def names_of(self, vid: int) -> list[str]:
        """The variables that hold a value here, narrowed or not."""
        plain = self.unrefined(vid)
        held = {n: v for layer in self.layers for n, v in layer.names.items()}
        return [n for n, v in held.items() if v >= 0 and self.unrefined(v) == plain]

    # -- loops -------------------------------------------------------------------------------

    def loop_layer(self) -> Layer | None:
        """The innermost loop."""
        for layer in reversed(self.layers):
            if layer.loop:
                return layer
        return None

    def since_loop(self) -> dict[str, int]:
        """Variables assigned since the innermost loop began."""
        names: dict[str, int] = {}
        for layer in reversed(self.layers):
            for name, vid in layer.names.items():
                names.setdefault(name, vid)
            if layer.loop:
                break
        return names

    def end_loop(self, outer: int) -> None:
        """Close the loop body: complete its joins, and continue after it."""
        layer = self.layers[-1]
        branch = self.leave(outer)
        ends = [*layer.continues] if branch.dead else [branch.names, *layer.continues]
        for name, phi in layer.pending.items():
            first = self.ops[phi][1][0]
            values = dict.fromkeys((first, *(e[name] for e in ends if name in e)))
            values.pop(phi, None)
            same = len(values) == 1 and self.ops[first][0] in _LEAVES
            given = [v for v in values if self.unrefined(v) == phi]
            if len(values) == 2 and given and len(given_to(self.ops, given[0])) == 1:
                call = self.ops[given_to(self.ops, given[0])[0]][3]
                self.ops[phi] = (ir.REFINE, first, -1, call)
            else:
                self.ops[phi] = self.ops[first] if same else (ir.PHI, tuple(values))
        arms = [Branch(names, False) for names in (*ends, *layer.exits)]
        self.join([*arms, Branch({}, False)])

    # -- result ------------------------------------------------------------------------------

    def finish(self) -> Code:
        """The finished, immutable code."""
        exports = dict(self.layers[0].names)
        start, end, name_start = self.span
        return Code(
            index=self.index,
            kind=self.kind,
            name=self.name,
            parent=self.parent.index if self.parent is not None else -1,
            parameters=tuple(self.parameters),
            return_annotation=self.return_annotation,
            ops=tuple(self.ops),
            exports=exports,
            returns=tuple(self.returns),
            return_sites=tuple(self.return_sites),
            withs=tuple(self.withs),
            yields=tuple(self.yields),
            stores=tuple(self.stores),
            free_stores=tuple(self.free_stores),
            blocks=tuple(self.blocks),
            start=start,
            end=end,
            name_start=name_start,
            is_async=self.is_async,
            decorators=self.decorators,
            fields=tuple(self.fields),
        )


def _reaching(versions: list[int], child: Scope) -> tuple[int, ...]:
    """Versions that a nested code may see: the last one before it was defined, and later ones."""
    before = [v for v in versions if v < child.definition]
    after = [v for v in versions if v >= child.definition]
    return tuple(dict.fromkeys(before[-1:] + after))
