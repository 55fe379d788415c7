"""Classes by the names of their bases, and what an attribute of their objects may be."""

from reach.flow.bodies import Body
from reach.graph.candidates.lower import Lowering
from reach.graph.candidates.network import bits


class Hierarchy:
    """Which classes inherit from which, as far as names say so."""

    def __init__(self, lowering: Lowering) -> None:
        self.lowering = lowering
        self.direct: dict[Body, list[Body]] = {body: [] for body in lowering.bases}
        self.outside: dict[Body, int] = dict.fromkeys(lowering.bases, 0)
        """Tokens of the bases outside the project, those of project bases included."""
        self.heirs: dict[Body, dict[Body, None]] = {b: {b: None} for b in lowering.bases}
        """A class and all that inherit from it."""
        self._orders: dict[Body, list[Body]] = {}
        self._stores: dict[Body, set[str]] = {}
        for owner, name in lowering.fields:
            self._stores.setdefault(owner, set()).add(name)

    def grow(self) -> list[tuple[Body, Body]]:
        """Bases that are known now and were not before: (class, base)."""
        low, found = self.lowering, list[tuple[Body, Body]]()
        bodies = low.program.bodies
        for cls, nodes in low.bases.items():
            for node in nodes:
                tokens = low.net.tokens[node]
                self.outside[cls] |= tokens & low.names.outside
                for bit in bits(tokens >> low.base):
                    base = bodies[bit >> 1]
                    known = self.direct[cls]
                    is_class = not bit & 1 and base in self.direct and base is not cls
                    if is_class and base not in known:
                        known.append(base)
                        found.append((cls, base))
        if found:
            self._orders.clear()
            for cls in self.direct:
                for above in self.order(cls):
                    self.heirs[above][cls] = None
            for cls in self.direct:
                for above in self.order(cls):
                    self.outside[cls] |= self.outside[above]
        return found

    def order(self, cls: Body) -> list[Body]:
        """A class and those it inherits from, nearest first."""
        known = self._orders.get(cls)
        if known is None:
            self._orders[cls] = [cls]
            above = [each for base in self.direct[cls] for each in self.order(base)]
            last = dict.fromkeys(reversed(above))
            known = self._orders[cls] = [cls, *(b for b in reversed(last) if b is not cls)]
        return known

    def members(self, cls: Body, name: str) -> list[int]:
        """The nodes of an attribute of a class or its objects."""
        low, found = self.lowering, list[int]()
        written = False
        for owner in self.order(cls):
            field = low.fields.get((owner, name))
            if field is not None:
                found.append(field)
            if written:
                continue
            vid = owner.code.exports.get(name)
            if vid is not None:
                found.append(low.vids[owner.index][vid])
                written = True
            for declared, at in owner.code.fields:
                if declared == name:
                    found.append(low.vids[owner.index][at])
        return [node for node in found if node]

    def method(self, cls: Body, name: str, after: Body | None = None) -> int:
        """The node of the first definition of a method in a class, or after another in its order;
        0 where there is none."""
        order = self.order(cls)
        if after is not None:
            order = order[order.index(after) + 1 :] if after in order else []
        for owner in order:
            vid = owner.code.exports.get(name)
            if vid is not None:
                return self.lowering.vids[owner.index][vid]
        return 0
