"""What is in a dict, list, tuple or set."""

from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.changes import MAPPINGS, Changed, changes_of, is_mapping, root, variables_of
from reach.flow.contexts import Context
from reach.flow.mapping_keys import mapping_keys
from reach.flow.modules import module_value
from reach.flow.mutations import is_layered
from reach.flow.settings.hooks import known_item
from reach.flow.sizes import as_values, certain_size, chosen, keys_of, laid_out, of_bundle
from reach.flow.splats import given_outside, splat_item
from reach.flow.stores import MAX_STORES, value_of
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Generated,
    Instance,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

FEW = 12
"""Containers that are looked into one by one. More are often the versions of one mapping that an
object holds, each of which was made from any of them: what all have is found once for all."""


def item(ev: "Evaluator", container: Value, key: Values) -> Values:
    """`container[key]`. Empty when the container certainly has no such key."""
    if isinstance(container, Bundle):
        return of_bundle(container, keys_of(key))
    if isinstance(container, Container):
        return _Reader(ev).item(container, keys_of(key))
    if isinstance(container, Generated):
        return elements(ev, container)
    if isinstance(container, External):
        return known_item(ev, container, key) or EMPTY
    if isinstance(container, Instance):
        from reach.flow.settings.members import mapping_item

        return mapping_item(ev, container, key)
    return EMPTY


def elements(ev: "Evaluator", container: Value) -> Values:
    """The values that iterating gives: elements of a sequence, keys of a mapping."""
    if isinstance(container, Container) and container.kind in ("dict", "kwargs", "config"):
        return _Reader(ev).keys(container)
    if isinstance(container, Bundle) and container.kind in ("dict", "config"):
        return frozenset(ev.pool.const(k) for k, _ in container.entries)
    if isinstance(container, Generated):
        found: Values = EMPTY
        for vid in container.body.code.yields:
            found |= ev.eval(container.body, vid, container.context)
        return found
    return contents(ev, container)


def contents(ev: "Evaluator", container: Value) -> Values:
    """All values held: elements of a sequence, values of a mapping."""
    if isinstance(container, Bundle):
        found = container.rest
        for _, values in container.entries:
            found |= values
        return found
    if isinstance(container, Container):
        return _Reader(ev).item(container, None)
    return EMPTY


def _iterated(ev: "Evaluator", value: Value, container: Container) -> Values:
    """What `list(x)` takes of something that is no container of the program."""
    from reach.flow.items import iterated

    return iterated(ev, value, container.body, container.body.ops[container.vid][4])


def entries(ev: "Evaluator", container: Value) -> list[tuple[Any, Values]]:
    """Pairs of constant key and values of a mapping, as far as keys are known."""
    if isinstance(container, Bundle):
        return list(container.entries)
    if isinstance(container, Container):
        return _Reader(ev).entries(container)
    return []


class _Reader(Changed):
    """One look-up. Containers can hold themselves: `Evaluator.read` ends the cycles."""

    def item(self, container: Container, keys: frozenset[Any] | None) -> Values:
        """Values under any of the keys; all values when keys is None."""
        return self.ev.read((container, keys), self._item, container, keys)

    def _item(self, container: Container, keys: frozenset[Any] | None) -> Values:
        op = container.body.ops[container.vid]
        reader = getattr(self, f"_{_NAMES.get(op[0], 'other')}")
        found: Values = reader(container, op, keys)
        if container.body.parent is None and self.ev.program.global_stores:
            found |= self.changed_elsewhere(container, keys)
        if container.body.parent is None and keys is not None and op[0] == ir.DICT:
            found |= self.put_from_outside(container, keys)
        return found

    def changed_elsewhere(self, container: Container, keys: frozenset[Any] | None) -> Values:
        """What functions put into a container that a module variable holds."""
        found: Values = EMPTY
        for store, vid in changes_of(self.ev, container.body).get(root(container), ()):
            for context in self.ev.contexts_of(store):
                for value in self.ev.eval(store, vid, context):
                    if isinstance(value, Container):
                        found |= self.item(value, keys)
        return found

    def put_from_outside(self, container: Container, keys: frozenset[Any]) -> Values:
        """What other modules put under keys that they write, `shared.table["key"] = value`: those
        beyond the ones of which each is a value of the variable."""
        ev, module, found = self.ev, container.body, EMPTY
        place, first = module_value(ev, module.name), root(container)
        for name in variables_of(ev, module).get(first, ()):
            for body, vid in ev.stores_at(place, name)[MAX_STORES:]:
                changed = body.ops[value_of(body.ops[vid])]
                key = body.ops[changed[2]] if changed[0] == ir.SETITEM else (ir.UNKNOWN,)
                if key[0] == ir.CONST and key[1] in keys:
                    found |= ev.eval(body, changed[3])
        return found

    def inner(
        self,
        body: Body,
        vid: int,
        context: Context | None,
        keys: frozenset[Any] | None,
        mapping: bool | None = None,
    ) -> Values:
        """The same look-up in the container that another operation makes, where it is a mapping,
        or where it is none, or in any."""
        values = self.ev.eval(body, vid, context)
        if mapping is not None and len(values) > FEW:
            return self.ev.read((values, keys, mapping), self._in_any, values, keys, mapping)
        return self._in_any(values, keys, mapping)

    def _in_any(self, values: Values, keys: frozenset[Any] | None, mapping: bool | None) -> Values:
        found: Values = EMPTY
        for value in values:
            if mapping is not None and is_mapping(value) is (not mapping):
                continue
            if isinstance(value, Container):
                found |= self.item(value, keys)
            elif isinstance(value, Bundle):
                found |= of_bundle(value, keys)
            elif isinstance(value, Unknown):
                found |= {value}
            elif isinstance(value, Generated):
                found |= elements(self.ev, value)
            elif isinstance(value, External) and keys is not None:
                found |= given_outside(self.ev, value)
            elif isinstance(value, Const) and isinstance(value.value, str) and keys is None:
                found |= {value}
        return found

    def _sequence(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        ev, body, context = self.ev, container.body, container.context
        found: Values = EMPTY
        starred = any(i < 0 for i in op[1])
        if keys is not None and not starred and all(type(k) is int for k in keys):
            size = len(op[1])
            for key in keys:
                if -size <= key < size:
                    found |= ev.eval(body, op[1][key], context)
            return found
        if keys is not None and starred and all(type(k) is int for k in keys):
            exact = self._before_star(op[1], keys)
            if exact is not None:
                for vid in exact:
                    found |= ev.eval(body, vid, context)
                return found
            laid = laid_out(ev, container)
            if laid is not None:
                return chosen(ev, laid, keys)
        for vid in op[1]:
            found |= (
                ev.eval(body, vid, context) if vid >= 0 else self.inner(body, ~vid, context, None)
            )
            if len(found) > 2 * ev.pool.WIDTH:
                return ev.pool.limit(found)
        return found

    def _before_star(self, items: tuple[int, ...], keys: frozenset[Any]) -> list[int] | None:
        first = next(i for i, v in enumerate(items) if v < 0)
        last = len(items) - max(i for i, v in enumerate(items) if v < 0) - 1
        chosen = []
        for key in keys:
            if 0 <= key < first or -last <= key < 0:
                chosen.append(items[key])
            else:
                return None
        return chosen

    def _dict(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        ev, body, context = self.ev, container.body, container.context
        found: Values = EMPTY
        missing = set(keys) if keys is not None else None
        for key_vid, value_vid in reversed(op[1]):
            if key_vid < 0:
                wanted = None if missing is None else frozenset(missing)
                found |= self.inner(body, value_vid, context, wanted)
                if self._certain(body, value_vid, context, wanted):
                    break
                continue
            if missing is None:
                found |= ev.eval(body, value_vid, context)
                if len(found) > 2 * ev.pool.WIDTH:
                    return ev.pool.limit(found)
                continue
            mine = keys_of(ev.eval(body, key_vid, context))
            if mine is None:
                found |= ev.eval(body, value_vid, context)
            elif not mine.isdisjoint(missing):
                found |= ev.eval(body, value_vid, context)
                if len(mine) == 1:
                    missing -= mine
                    if not missing:
                        break
        return found

    def _comp(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        ev, body = self.ev, container.body
        if keys is None or op[3] < 0:
            indexed = keys is not None and all(type(k) is int for k in keys)
            laid = laid_out(ev, container) if indexed else None
            if laid is not None and keys is not None:
                return chosen(ev, laid, keys)
            return ev.eval(body, op[2], container.context)
        found: Values = EMPTY
        for key, each in self.pairs(body, op[3], op[2], container.context):
            mine = keys_of(key)
            if mine is None or not mine.isdisjoint(keys):
                found |= ev.eval(body, op[2], each)
        return found

    def _param(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        return splat_item(self.ev, container, keys)

    def _unpack(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        body, context = container.body, container.context
        size = certain_size(self.ev, body, op[1], context)
        if size is None:
            laid = laid_out(self.ev, container)
            if laid is None:
                return self.inner(body, op[1], context, None)
            return chosen(self.ev, laid, frozenset(range(len(laid))) if keys is None else keys)
        span = range(size)[op[2] : size - op[3]]
        wanted = (
            span
            if keys is None
            else [span[k] for k in keys if type(k) is int and -len(span) <= k < len(span)]
        )
        return self.inner(body, op[1], context, frozenset(wanted)) if wanted else EMPTY

    def _call(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        """`dict(a=1)`, `list(x)` and other copies."""
        ev, body, context = self.ev, container.body, container.context
        found: Values = EMPTY
        for name, vid in op[3] if container.kind in MAPPINGS else ():
            if name is None:
                found |= self.inner(body, vid, context, keys)
            elif keys is None or name in keys:
                found |= ev.eval(body, vid, context)
        if is_layered(body, op):
            return found | self._layered(container, op[2], keys)
        if op[2] and (not found or keys is None or len(keys) > 1):
            name = _written(body, op[1])
            ordered = container.kind != "list" or body.ops[op[1]][0] != ir.GLOBAL
            exact = keys if ordered or name in ("list", "tuple", "dict") else None
            if name in _CHAINS:
                return self._chained(container, op[2], name == "from_iterable")
            for value in ev.eval(body, op[2][0] if op[2][0] >= 0 else ~op[2][0], context):
                found |= self._taken(container, value, exact)
        return found

    def _layered(
        self, container: Container, layers: tuple[int, ...], keys: frozenset[Any] | None
    ) -> Values:
        """`ChainMap(a, b)`: of the first that has a key."""
        from reach.flow.lacking import has_all

        found: Values = EMPTY
        for layer in layers:
            values = self.ev.eval(container.body, layer, container.context)
            found |= frozenset(v for each in values for v in self._taken(container, each, keys))
            if keys is not None and values and all(has_all(self.ev, values, k) for k in keys):
                break
        return found

    def _chained(self, container: Container, args: tuple[int, ...], of_one: bool) -> Values:
        """`chain(a, *b)`: the elements of each, and of each that `b` holds."""
        ev, body, found = self.ev, container.body, EMPTY
        for arg in args:
            values = ev.eval(body, arg if arg >= 0 else ~arg, container.context)
            for value in values:
                inner = _iterated(ev, value, container) if arg < 0 or of_one else (value,)
                for each in inner:
                    found |= self._taken(container, each, None)
        return found

    def _taken(self, container: Container, value: Value, keys: frozenset[Any] | None) -> Values:
        """What a copy takes of one of those that it is a copy of."""
        ev = self.ev
        if isinstance(value, Unknown):
            return frozenset((value,))
        if container.kind == "dict" and self._is_sequence(value):
            return self._of_rows(value, keys)
        if container.kind == "dict":
            return item(ev, value, as_values(ev, keys)) or self._of_outside(container, value, keys)
        if isinstance(value, (Container, Bundle)) and value.kind in ("dict", "kwargs"):
            return elements(ev, value)
        if isinstance(value, Class):  # an enumeration
            return _iterated(ev, value, container)
        if keys is not None:
            return item(ev, value, as_values(ev, keys))
        if isinstance(value, (External, Instance)):
            return _iterated(ev, value, container)
        return elements(ev, value)

    def _of_outside(
        self, container: Container, value: Value, keys: frozenset[Any] | None
    ) -> Values:
        """What a copy has of a mapping that the program did not make."""
        from reach.flow.items import item_of

        if not isinstance(value, External):
            return EMPTY
        position = container.body.ops[container.vid][4]
        return item_of(self.ev, value, as_values(self.ev, keys), container.body, position)

    def _is_sequence(self, value: Value) -> bool:
        return isinstance(value, (Container, Bundle)) and value.kind not in MAPPINGS

    def _of_rows(self, value: Value, keys: frozenset[Any] | None) -> Values:
        """What `dict(rows)` has under keys."""
        found: Values = EMPTY
        for row in contents(self.ev, value):
            mine = keys_of(item(self.ev, row, frozenset((self.ev.pool.const(0),))))
            if keys is None or mine is None or not mine.isdisjoint(keys):
                found |= item(self.ev, row, frozenset((self.ev.pool.const(1),)))
        return found

    def _other(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        return EMPTY

    # -- keys --------------------------------------------------------------------------------

    def keys(self, container: Container) -> Values:
        """The keys of a mapping."""
        return self.ev.read((container, "keys"), mapping_keys, self.ev, container)

    def entries(self, container: Container) -> list[tuple[Any, Values]]:
        """Constant keys with their values."""
        keys = _Reader(self.ev).keys(container)
        found = []
        for key in sorted(keys, key=lambda v: v.order):
            if isinstance(key, Const):
                wanted: frozenset[Any] = frozenset((key.value,))
                found.append((key.value, _Reader(self.ev).item(container, wanted)))
        return found


def _written(body: Body, vid: int) -> str:
    """The last word of how a callee is written."""
    op = body.ops[vid]
    return str(op[2] if op[0] in (ir.ATTR, ir.FROM) else op[1])


_CHAINS = ("chain", "from_iterable")

_NAMES = {
    ir.LIST: "sequence",
    ir.TUPLE: "sequence",
    ir.SET: "sequence",
    ir.DICT: "dict",
    ir.COMP: "comp",
    ir.SETITEM: "setitem",
    ir.MUTATE: "mutate",
    ir.BINOP: "merge",
    ir.SLICE: "slice",
    ir.PARAM: "param",
    ir.UNPACK: "unpack",
    ir.CALL: "call",
    ir.REFINE: "filled",
}
