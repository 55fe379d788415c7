"""Command lines that the program puts together: which words may they have, and whence?

A word that is known is written as it is; of another one, or a part of it, a variable stands in its
place, `${PY3}`, as in a shell, with the argument that it is. A command has several forms where
options are added under conditions, or a word is one of a few.

Not followed: lists that functions fill which are given them, words taken out of lists, and text
that is taken apart and put together again.
"""

import posixpath
from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from reach.flow.bodies import Body
from reach.flow.contexts import Argument, Arguments, Context, Thunk
from reach.flow.mutations import mutation
from reach.flow.operands import before_loop
from reach.flow.sequences import layout, mapping
from reach.flow.strings import joined
from reach.flow.values import (
    EMPTY,
    Bundle,
    Const,
    Container,
    External,
    Pattern,
    Value,
    Values,
    in_order,
)
from reach.later import regex
from reach.records import code as ir
from reach.records.rule import Runner

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_FORMS = 8
"""Forms of one command that are told apart."""

MAX_CHOICES = 4
"""Texts that one word may be, each giving a form."""

MAX_WRITES = 400
"""Assignments to one dictionary of variables that are read."""

MAX_NESTING = 40
"""Lists made from lists."""

_QUOTES = frozenset(("shlex.quote()", "shutil.which()", "os.fspath()"))
"""What stands for the word that it was given."""

_LISTS = frozenset(("list", "tuple"))

Form = tuple[Argument, ...]
"""The words of a command in one form."""


_VARIABLE = regex(r"\$\{(PY\d+)\}")


class CommandLine(NamedTuple):
    """A command in one form."""

    words: tuple[str, ...]
    """The words; of shell text, the one text."""
    in_shell: bool
    variables: dict[str, Argument]
    """What the variables stand for that are put in the place of unknown parts."""
    constants: dict[str, Values]
    """Texts of the line that are known, with where they are written."""
    given: dict[str, Argument]
    """What such texts are in the program."""
    folder: str
    environment: dict[str, Argument]

    def argument(self, text: str) -> Argument | None:
        """What a text of the line is, as the program gives it."""
        whole = _VARIABLE.fullmatch(text)
        return self.variables.get(whole[1]) if whole is not None else self.given.get(text)

    def values(self, ev: "Evaluator", text: str) -> Values:
        """The values of a text, or of a part of a word, with where they are written; none where
        it is written in the command itself."""
        whole = _VARIABLE.fullmatch(text)
        known = self.variables.get(whole[1]) if whole is not None else self.constants.get(text)
        if known is not None:
            return frozenset(_as_text(ev, value) for value in ev.argument(known))
        parts = [part for part in _VARIABLE.split(text) if part]
        if not any(part in self.variables for part in parts):
            return EMPTY
        pieces: list[str | Values] = [
            frozenset(_as_text(ev, v) for v in ev.argument(self.variables[part]))
            if part in self.variables
            else part
            for part in parts
        ]
        return joined(ev, pieces, None, 0)


class Writer:
    """Writes down the commands that one call runs in one context."""

    def __init__(self, ev: "Evaluator") -> None:
        self.ev = ev
        self.variables: dict[str, Argument] = {}
        self._laid_out: dict[Container, list[Form]] = {}
        """Lists that are changed under conditions come up again and again."""
        self.constants: dict[str, Values] = {}
        self.given: dict[str, Argument] = {}

    def lines(self, runner: Runner, arguments: Arguments) -> list[CommandLine]:
        """Every form of the command."""
        given = self._given(runner, arguments, runner.folder)
        folder = self._known(given) or ""
        variables = self._environment(self._given(runner, arguments, runner.environment))
        return [
            CommandLine(
                words, in_shell, self.variables, self.constants, self.given, folder, variables
            )
            for words, in_shell in dict.fromkeys(self._forms(runner, arguments))
        ][:MAX_FORMS]

    def _forms(self, runner: Runner, arguments: Arguments) -> list[tuple[tuple[str, ...], bool]]:
        if runner.words is not None:
            given = arguments.positional[runner.words :]
            forms = _joined([self._starred(*each) for each in given])
            return [(text, False) for form in forms for text in self._texts(form)]
        command = self._given(runner, arguments, runner.command)
        if command is None:
            return []
        split = self._split(command)
        if split is not None:
            return [((text,), True) for text in self.word(split)]
        values = self.ev.argument(command)
        found: list[tuple[tuple[str, ...], bool]] = []
        lists = [v for v in in_order(values) if isinstance(v, Container | Bundle)]
        for form in self._sequences(lists):
            found += [(words, False) for words in self._texts(form)]
        if len(lists) < len(values):
            shell = runner.shell or self._is_on(runner, arguments)
            found += [((text,), shell) for text in self.word(command)]
        return found

    def _given(self, runner: Runner, arguments: Arguments, name: str | None) -> Argument | None:
        if name is None:
            return None
        at = runner.parameters.index(name) if name in runner.parameters else 1 << 30
        return arguments.first(at, name)

    def _is_on(self, runner: Runner, arguments: Arguments) -> bool:
        given = self._given(runner, arguments, runner.shell_when)
        values = self.ev.argument(given) if given is not None else EMPTY
        return any(not isinstance(v, Const) or bool(v.value) for v in values)

    def _known(self, given: Argument | None) -> str | None:
        values = list(self.ev.argument(given)) if given is not None else []
        known = [v.value for v in values if isinstance(v, Const) and isinstance(v.value, str)]
        return known[0] if len(values) == 1 and known else None

    def _environment(self, given: Argument | None) -> dict[str, Argument]:
        """Variables that are given a value; others may be passed on."""
        found: dict[str, Argument] = {}
        for value in self.ev.argument(given) if given is not None else ():
            known = mapping(self.ev, value)
            if known is None and isinstance(value, Container):
                known = self._written(value)
            found |= {k: v for k, v in (known or {}).items() if isinstance(k, str)}
        return found

    def _written(self, value: Container) -> dict[str, Argument]:
        """What is written into a dictionary of which other parts are not known, last first; a loop
        may lead back to what was seen."""
        found: dict[str, Argument] = {}
        work, seen = [value], {value}
        while work and len(seen) < MAX_WRITES:
            value = work.pop()
            op = value.body.ops[value.vid]
            pairs = op[1] if op[0] == ir.DICT else [op[2:4]] if op[0] == ir.SETITEM else []
            for key, vid in pairs:
                text = self._known(Thunk(value.body, key, value.context)) if key >= 0 else None
                if text is not None:
                    found.setdefault(text, Thunk(value.body, vid, value.context))
            if op[0] == ir.SETITEM:
                for base in in_order(self.ev.eval(value.body, op[1], value.context)):
                    if isinstance(base, Container) and base not in seen:
                        seen.add(base)
                        work.append(base)
        return found

    # -- lists -------------------------------------------------------------------------------------

    def _starred(self, starred: bool, argument: Argument) -> list[Form]:
        return self._sequences(in_order(self.ev.argument(argument))) if starred else [(argument,)]

    def _sequences(
        self, values: Sequence[Value], depth: int = 0, inside: frozenset[Value] = frozenset()
    ) -> list[Form]:
        """What lists may hold, longer ones first; of what is no list, one thing unknown."""
        found: dict[Form, None] = {}
        for value in values:
            if value in inside or depth > MAX_NESTING:
                continue
            exact = layout(self.ev, value)
            if exact is not None:
                found[tuple(exact)] = None
            elif isinstance(value, Container):
                known = self._laid_out.get(value)
                if known is None:
                    known = self._container(value, depth, inside | {value})
                    self._laid_out[value] = known
                found.update(dict.fromkeys(known))
            else:
                found[frozenset((value,)),] = None
        return sorted(found, key=len, reverse=True)[:MAX_FORMS]

    def _container(self, value: Container, depth: int, inside: frozenset[Value]) -> list[Form]:
        body, context = value.body, value.context
        op = body.ops[value.vid]

        def at(vid: int) -> list[Form]:
            values = in_order(self.ev.eval(body, vid, context))
            return self._sequences(values, depth + 1, inside)

        if op[0] in (ir.LIST, ir.TUPLE):
            return _joined([at(~v) if v < 0 else [(Thunk(body, v, context),)] for v in op[1]])
        if op[0] == ir.BINOP and op[1] in ("+", "+="):
            return _joined([at(op[2]), at(op[3])])
        if op[0] == ir.MUTATE:
            method, given = mutation(body, op)
            if method == "append" and len(given) == 1:
                return _joined([at(op[1]), [(Thunk(body, given[0], context),)]])
            if method == "extend" and len(given) == 1:
                return _joined([at(op[1]), at(given[0])])
            return at(op[1])
        source = _source(body, op)
        return at(source) if source is not None else [(frozenset((value,)),)]

    def _texts(self, form: Form) -> list[tuple[str, ...]]:
        words = [self.word(argument) for argument in form]
        while _size(words) > MAX_FORMS:
            widest = max(range(len(words)), key=lambda i: len(words[i]))
            words[widest] = [self._variable(form[widest])]
        return list(product(*words))

    # -- words -------------------------------------------------------------------------------------

    def word(self, argument: Argument, depth: int = 0) -> list[str]:
        """The texts that an argument may be."""
        if isinstance(argument, Thunk) and depth < MAX_NESTING:
            made = self._made(argument, depth + 1)
            if made is not None:
                return made
        values = in_order(self.ev.argument(argument))
        if not values or len(values) > MAX_CHOICES:
            return [self._variable(argument)]
        return list(dict.fromkeys(self._text(value, argument) for value in values))

    def _text(self, value: Value, argument: Argument) -> str:
        if isinstance(value, Const) and value.value is not None:
            text = str(value.value)
            self.constants.setdefault(text, frozenset((value,)))
            self.given.setdefault(text, argument)
            return text
        if isinstance(value, External) and value.name == "sys.executable":
            return "python"
        if isinstance(value, Pattern):
            reasons: Values = frozenset(value.reasons[:1]) or frozenset((value,))
            return "".join(self._variable(reasons) if p is None else p for p in value.parts)
        alone = len(self.ev.argument(argument)) == 1
        return self._variable(argument if alone else frozenset((value,)))

    def _made(self, argument: Thunk, depth: int) -> list[str] | None:
        """Text that is put together here: each part is known on its own."""
        body, vid, context = argument
        op = body.ops[vid]
        parts: list[str | Argument] | None = None
        if op[0] == ir.FSTRING:
            parts = [p if isinstance(p, str) else Thunk(body, p, context) for p in op[1]]
        elif op[0] == ir.BINOP and op[1] in ("+", "+="):
            parts = [Thunk(body, op[2], context), Thunk(body, op[3], context)]
            if not all(self._is_text(part) for part in parts):
                return None
        elif op[0] == ir.CALL:
            return self._called(argument, op, depth)
        if parts is None:
            return None
        choices = [[p] if isinstance(p, str) else self.word(p, depth) for p in parts]
        return ["".join(texts) for texts in product(*choices)] if _size(choices) <= 8 else None

    def _called(self, argument: Thunk, op: ir.Op, depth: int) -> list[str] | None:
        """Quoting leaves a word what it is; joining makes one text of words."""
        body, _, context = argument
        given = [v for v in op[2] if v >= 0]
        names = {v.name for v in self.ev.argument(argument) if isinstance(v, External)}
        if names and names <= _QUOTES and len(given) == 1:
            return self.word(Thunk(body, given[0], context), depth)
        callee = body.ops[op[1]]
        joins = callee[0] in (ir.ATTR, ir.FROM) and callee[2] == "join" and len(given) == 1
        if not joins or not (names == {"shlex.join()"} or self._is_space(body, callee, context)):
            return None
        values = in_order(self.ev.eval(body, given[0], context))
        lists = [v for v in values if isinstance(v, Container | Bundle)]
        return [" ".join(words) for form in self._sequences(lists) for words in self._texts(form)]

    def _is_space(self, body: Body, callee: ir.Op, context: Context | None) -> bool:
        known = self._known(Thunk(body, callee[1], context)) if callee[0] == ir.ATTR else None
        return known == " "

    def _is_text(self, part: "str | Argument") -> bool:
        values = self.ev.argument(part) if not isinstance(part, str) else EMPTY
        return not any(isinstance(v, Container | Bundle) for v in values)

    def _split(self, command: Argument) -> Argument | None:
        """The text that `shlex.split` makes the words of."""
        if not isinstance(command, Thunk):
            return None
        body, vid, context = command
        op = body.ops[vid]
        if op[0] in (ir.REFINE, ir.AWAIT):
            return self._split(Thunk(body, op[1], context))
        if op[0] != ir.CALL:
            return None
        callee = body.ops[op[1]]
        names = {v.name for v in self.ev.eval(body, vid, context) if isinstance(v, External)}
        if names == {"shlex.split()"} and op[2]:
            return Thunk(body, op[2][0], context)
        if callee[0] == ir.ATTR and callee[2] == "split" and not op[2] and not op[3]:
            return Thunk(body, callee[1], context)
        return None

    def _variable(self, argument: Argument) -> str:
        """A variable in the place of something that is not known, or several things."""
        for name, known in self.variables.items():
            if known == argument:
                return f"${{{name}}}"
        name = f"PY{len(self.variables)}"
        self.variables[name] = argument
        return f"${{{name}}}"


def _as_text(ev: "Evaluator", value: Value) -> Value:
    """A value as the word that the program gets: 8 is "8"."""
    if isinstance(value, Const) and not isinstance(value.value, str):
        return ev.pool.const(str(value.value), value.body, value.position, value.kind)
    return value


def program(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the name of the program alone where only its folder is not known."""
    first = words[0] if words else ""
    name = posixpath.basename(first)
    known = "${" in first and name and "${" not in name
    return (name, *words[1:]) if known else words


def _source(body: Body, op: ir.Op) -> int | None:
    """The list that another one is made from, word by word: `list(x)`, `[str(w) for w in x]`."""
    if op[0] == ir.COMP:
        element = body.ops[op[2]]
        if element[0] == ir.CALL and len(element[2]) == 1 and _is_named(body, element[1], "str"):
            element = body.ops[element[2][0]]
        return int(element[1]) if element[0] == ir.ITER else None
    if op[0] != ir.CALL or len(op[2]) != 1 or op[2][0] < 0:
        return None
    callee, given = body.ops[op[1]], body.ops[op[2][0]]
    if callee[0] != ir.GLOBAL or callee[1] not in _LISTS:
        return None
    mapped = given[0] == ir.CALL and len(given[2]) == 2 and _is_named(body, given[1], "map")
    return int(given[2][1] if mapped else op[2][0])


def _is_named(body: Body, vid: int, name: str) -> bool:
    """Whether an expression is this name, perhaps read in a loop."""
    return body.ops[before_loop(body.ops, vid)][:2] == (ir.GLOBAL, name)


def _joined(parts: list[list[Form]]) -> list[Form]:
    """Every form of what is put together from parts with several forms."""
    forms: list[Form] = [()]
    for part in parts:
        forms = [(*form, *more) for form in forms for more in (part or [()])][:MAX_FORMS]
    return forms


def _size(choices: list[list[str]]) -> int:
    size = 1
    for each in choices:
        size *= len(each)
    return size
