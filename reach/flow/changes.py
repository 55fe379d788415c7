"""What is in a container after it was changed, joined to another or cut."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.contexts import Context, dependent_on
from reach.flow.mutations import mutation
from reach.flow.operands import context_dependent
from reach.flow.settings.hooks import table
from reach.flow.sizes import as_values, certain_size, keys_of, stored_keys
from reach.flow.values import (
    EMPTY,
    Bundle,
    Container,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_SHIFTED = 16
"""Places in a sequence that are told apart through slices: one that cuts what it was given and
hands it on to itself would ask for ever later ones."""

MAX_APART = 8
"""Keys for which a change under a key that is not known is looked at apart, though what it puts
there does not depend on the key: what is made for each may still be changed for each."""

MAPPINGS = ("dict", "kwargs", "config")
"""Kinds of containers that have keys."""


_OF_LISTS = ("append", "appendleft", "extend", "insert")


class Changed:
    """Looks through one change at what was there before; `inner` goes on from there."""

    def __init__(self, ev: "Evaluator") -> None:
        self.ev = ev

    def inner(
        self,
        body: Body,
        vid: int,
        context: Context | None,
        keys: frozenset[Any] | None,
        mapping: bool | None = None,
    ) -> Values:
        """The same look-up in the container that another operation makes."""
        raise NotImplementedError

    def before(self, container: Container, keys: frozenset[Any] | None) -> Values:
        """The same look-up in the container before this change: a mapping was no list, though
        what is changed may be either."""
        body, vid, context = container.body, container.vid, container.context
        return self.inner(body, body.ops[vid][1], context, keys, container.kind in MAPPINGS)

    def item(self, container: Container, keys: frozenset[Any] | None) -> Values:
        """Values under any of the keys."""
        raise NotImplementedError

    def _setitem(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        ev, body, context = self.ev, container.body, container.context
        mine = stored_keys(ev.eval(body, op[2], context))
        if mine is not None and keys is not None and mine.isdisjoint(keys):
            return self.before(container, keys)
        if container.kind == "list" and is_sliced(body, op):
            return self.before(container, None) | self.inner(body, op[3], context, None)
        if mine is not None and len(mine) == 1 and mine == keys:
            return ev.eval(body, op[3], context)
        found = self.before(container, keys)
        if keys is None or (mine is not None and len(mine) == 1):
            return found | ev.eval(body, op[3], context)
        for key, each in self.pairs(body, op[2], op[3], context):
            mine = stored_keys(key)
            one = each is context and len(keys) == 1
            if mine is None and one and is_told_apart(ev, body, op, keys):
                # `d[key] = merged(d[key], more)`: under this key is what it gives for this key
                each = ev.assuming(body, each, {op[2]: as_values(ev, keys)})
            elif len(keys) == 1 and (mine is None or len(mine) > 1) and is_copied(body, op):
                each = ev.assuming(body, each, {op[2]: as_values(ev, keys)})
            if mine is None or not mine.isdisjoint(keys):
                found |= ev.eval(body, op[3], each)
        return found

    def _mutate(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        ev, body, context = self.ev, container.body, container.context
        call = body.ops[op[2]]
        method, args = mutation(body, op)
        before = op[1]
        if method == "clear":
            return EMPTY
        if method in ("setdefault", "__setitem__") and len(args) == 2:
            mine = keys_of(ev.eval(body, args[0], context))
            if mine is not None and keys is not None and mine.isdisjoint(keys):
                return self.before(container, keys)
            found = self.before(container, keys)
            if method == "setdefault" and found and mine == keys:
                return found
            if keys is None or (mine is not None and len(mine) == 1):
                return found | ev.eval(body, args[1], context)
            for key, each in self.pairs(body, args[0], args[1], context):
                mine = keys_of(key)
                if mine is None or not mine.isdisjoint(keys):
                    found |= ev.eval(body, args[1], each)
            return found
        if method == "update":
            return self._update(container, call, keys, before)
        if method in _OF_LISTS and keys and all(type(key) is str for key in keys):
            return self.before(container, keys)  # a mapping, which is no list here
        if method in ("append", "add", "appendleft", "insert", "register", "append_somewhere"):
            return self._append(container, args, keys, before, method)
        if method == "extend":
            found = self.before(container, None)
            for arg in args:
                found |= self.inner(body, arg, context, None)
            return found
        if method in ("pop", "remove", "discard") and container.kind != "dict":
            keys = None
        return self.before(container, keys)

    def _append(
        self,
        container: Container,
        args: list[int],
        keys: frozenset[Any] | None,
        before: int,
        method: str,
    ) -> Values:
        ev, body, context = self.ev, container.body, container.context
        if not args:
            return self.before(container, keys)
        size = certain_size(ev, body, before, context) if method == "append" else None
        if keys is not None and size is not None and all(type(k) is int for k in keys):
            found: Values = EMPTY
            for key in keys:
                if key in (size, -1):
                    found |= ev.eval(body, args[-1], context)
                else:
                    index = key if key >= 0 else key + 1
                    found |= self.before(container, frozenset((index,)))
            return found
        return self.before(container, None) | ev.eval(body, args[-1], context)

    def _update(
        self, container: Container, call: ir.Op, keys: frozenset[Any] | None, before: int
    ) -> Values:
        ev, body, context = self.ev, container.body, container.context
        found: Values = EMPTY
        sure = False
        for name, vid in call[3]:
            if name is not None and (keys is None or name in keys):
                found |= ev.eval(body, vid, context)
                sure = sure or keys == frozenset((name,))
        for arg in call[2]:
            newer = self.inner(body, arg, context, keys)
            found |= newer
            sure = sure or (bool(newer) and self._certain(body, arg, context, keys))
        return found if sure else found | self.before(container, keys)

    def _filled(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        from reach.flow.filled import changed_inside, fillings

        body, context = container.body, container.context
        made = fillings(self.ev, body, op, context)
        certain = [each for each in made if each.is_certain]
        found = EMPTY if certain else self.before(container, keys)
        for each in certain or made:
            if not each.is_inside:
                found |= self.inner(each.body, each.vid, each.context, keys)
        return changed_inside(self.ev, made, found)

    def _merge(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        body, context = container.body, container.context
        if container.kind in ("list", "tuple"):
            left = certain_size(self.ev, body, op[2], context)
            if keys is not None and left is not None and all(type(k) is int for k in keys):
                found: Values = EMPTY
                for key in keys:
                    side, at = (op[2], key) if 0 <= key < left else (op[3], key - left)
                    side, at = (op[3], key) if key < 0 else (side, at)
                    found |= self.inner(body, side, context, frozenset((at,)))
                return found
            keys = None
        right = self.inner(body, op[3], context, keys)
        if right and self._certain(body, op[3], context, keys):
            return right
        return right | self.inner(body, op[2], context, keys)

    def _certain(
        self, body: Body, vid: int, context: Context | None, keys: frozenset[Any] | None
    ) -> bool:
        """Whether a mapping that has something under a key always has it: not where it was put
        there under a key that is not known, or comes from outside."""
        if keys is None or len(keys) != 1:
            return False
        values = self.ev.eval(body, vid, context)
        return bool(values) and all(self._has_certainly(value, keys) for value in values)

    def _has_certainly(self, value: Value, keys: frozenset[Any]) -> bool:
        if isinstance(value, Bundle):
            return not value.rest and any(name in keys for name, _ in value.entries)
        if not isinstance(value, Container):
            return False
        body, op = value.body, value.body.ops[value.vid]
        if value.context is None and context_dependent(body)[value.vid]:
            return False
        if op[0] == ir.COMP:
            made = self.pairs(body, op[3], op[2], value.context) if op[3] >= 0 else ()
            return keys in (keys_of(key) for key, _ in made)
        return bool(self.item(value, keys))

    def pairs(
        self, body: Body, key_vid: int, value_vid: int, context: Context | None
    ) -> Iterator[tuple[Values, Context | None]]:
        """The keys that are made in each turn of the loop that makes key and value, and the
        context."""
        from reach.flow.assumptions import iterations

        ev = self.ev
        for each in iterations(ev, body, (key_vid, value_vid), context):
            key = ev.eval(body, key_vid, each)
            if key or each is context:  # else left out by a condition
                yield key, each

    def _slice(self, container: Container, op: ir.Op, keys: frozenset[Any] | None) -> Values:
        ev, body, context = self.ev, container.body, container.context
        low = 0
        if op[2] >= 0:
            try:
                low = ev.single(ev.eval(body, op[2], context))
            except LookupError:
                keys = None
        high = None
        if op[3] >= 0:
            try:
                high = ev.single(ev.eval(body, op[3], context))
            except LookupError:
                high = None
        size = certain_size(ev, body, op[1], context)
        if type(low) is int and size is not None and (high is None or type(high) is int):
            span = range(size)[low:high]
            if keys is None:
                wanted = frozenset(span)
            else:
                inside = [k for k in keys if type(k) is int and -len(span) <= k < len(span)]
                wanted = frozenset(span[k] for k in inside)
            return self.inner(body, op[1], context, wanted) if wanted else EMPTY
        if (
            keys is not None
            and type(low) is int
            and low >= 0
            and all(type(k) is int and 0 <= k <= MAX_SHIFTED for k in keys)
        ):
            return self.inner(body, op[1], context, frozenset(k + low for k in keys))
        return self.inner(body, op[1], context, None)


def is_mapping(value: Value) -> bool | None:
    """Whether a container has keys; None of what is no container."""
    return value.kind in MAPPINGS if isinstance(value, (Container, Bundle)) else None


def is_copied(body: Body, op: ir.Op) -> bool:
    """Whether a SETITEM takes what another mapping has under the same key: `d[key] = e[key]`."""
    value = body.ops[op[3]]
    return bool(value[0] == ir.ITEM and value[2] == op[2])


def is_told_apart(ev: "Evaluator", body: Body, op: ir.Op, keys: frozenset[Any]) -> bool:
    """Whether what a SETITEM puts under a key that is not known is found for this key alone: where
    it is made with the help of the key, and for the first keys that are asked for."""
    if body.ops[op[3]][0] not in (ir.CALL, ir.DICT):
        return False
    seen: dict[tuple[Body, int], set[frozenset[Any]] | None] = table(ev, "keys apart", dict)
    place = body, op[2]
    if place not in seen:
        seen[place] = None if dependent_on(body, (op[2],), None)[op[3]] else set()
    known = seen[place]
    if known is not None and keys not in known:
        if len(known) == MAX_APART:
            return False
        known.add(keys)
    return True


def is_sliced(body: Body, op: ir.Op) -> bool:
    """Whether a SETITEM replaces a slice, by the elements of what it assigns."""
    key = body.ops[op[2]]
    return bool(key[0] == ir.UNKNOWN and key[1] == ir.SLICED)


def root(container: Container) -> int:
    """The operation that first made a container of a module body."""
    ops, vid = container.body.ops, container.vid
    while ops[vid][0] in (ir.SETITEM, ir.MUTATE):
        vid = ops[vid][1]
    return vid


def changes_of(ev: "Evaluator", module: Body) -> dict[int, list[tuple[Body, int]]]:
    """Changes in place that functions make to containers of a module, by the first operation."""
    known = ev.container_changes.get(module)
    if known is None:
        known = ev.container_changes[module] = {}
        for (body, name), stores in ev.program.global_stores.items():
            vid = module.code.exports.get(name) if body is module else None
            if vid is None:
                continue
            ops = module.ops
            while ops[vid][0] in (ir.SETITEM, ir.MUTATE):
                vid = ops[vid][1]
            changes = [s for s in stores if s[0].ops[s[1]][0] in (ir.SETITEM, ir.MUTATE)]
            known.setdefault(vid, []).extend(changes)
    return known


def variables_of(ev: "Evaluator", module: Body) -> dict[int, list[str]]:
    """The names of the mappings that a module makes, by the first operation."""
    known: dict[int, list[str]] = ev.remember(("mappings", module), lambda: _variables(module))
    return known


def _variables(module: Body) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for name, vid in module.code.exports.items():
        while module.ops[vid][0] in (ir.SETITEM, ir.MUTATE):
            vid = module.ops[vid][1]
        if module.ops[vid][0] == ir.DICT:
            found.setdefault(vid, []).append(name)
    return found
