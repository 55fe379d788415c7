"""One file, as facts: plain tuples in static single-assignment form, with no syntax left.

A *code* is a module body, a class body, a function or a lambda. Its statements are lowered to
`ops`, a tuple of operations; an operation is named by its index (a *vid*, value id), and its
operands are vids of the same code. Every read of a local variable is already resolved to the
vid that reaches it, so assignments, branches and loops are gone: what remains of control flow
are `PHI` and `SELECT` joins and the `blocks` that say under which conditions a call runs.

Operations are plain tuples, because there are millions of them and `marshal` stores them as
they are. The first item is one of the codes below; positions are byte offsets.

    CONST value pos              a literal (str, bytes, int, float, bool, None)
    PARAM index                  a parameter of this code
    GLOBAL name pos              a module-level or built-in name
    FREE code vids pos name      a variable of an enclosing function, or of this code when an inner
                                 function may have rebound it: its reaching versions there
    ATTR base name pos           base.name
    ITEM base key pos            base[key]
    SLICE base low high          base[low:high], -1 where left out
    CALL callee args kwargs pos end block flags
                                 args: vids, `~vid` for `*vid`; kwargs: (name, vid), None for `**`
    PHI vids                     any of these
    SELECT cond a b              a if cond else b
    OR a b / AND a b / NOT a     boolean operators (they return an operand)
    SETATTR base name value pos block
                                 base after `base.name = value`
    SETITEM base key value pos   base after `base[key] = value`
    MUTATE base call             base after `base.append(...)` and the like (call is its CALL)
    DICT pairs pos               (key, value) vids; key -1 for `**value`
    LIST items pos / TUPLE items pos / SET items pos     `~vid` for `*vid`
    COMP kind element key pos block loop
                                 comprehension; kind is the op of the container it makes, block that
                                 of the element, loop its ITER, -1 if there are several
    BINOP op a b pos             arithmetic, `op` as written
    UNARY op a
    COMPARE op a b pos           `==`, `is not`, `in`, ...
    FSTRING parts pos            str or vid
    FUNC code pos                a function or lambda defined here
    CLASS code bases keywords pos                        `~vid` for `*vid`
    ITER value pos               one element of the iterable (calls its protocol)
    UNPACK value index after     element of an unpacking; `after` >= 0 marks the starred one
    ENTER value pos flags        what `with value as x` binds
    AWAIT value
    YIELD value / YIELDFROM value
    IMPORT module pos            the module `a.b.c` (bound whole); `IMPORT` of `a` for `import a.b`
    FROM module name level pos   from module import name
    REFINE value cond polarity   value where cond is known to be true or false
    REFINE value -1 call         value after a call was given it, which may change what is in it
    CATCH types pos              the exception an `except types as x` binds
    ANNOTATED value annotation   a variable with a declared type; value -1 when only declared
    UNKNOWN reason pos
    DELETE base key name pos     del base[key], or del base.name with key -1 (nothing reads it)
"""

from collections.abc import Sequence
from typing import Any, Final

from reach.records.record import dataclass

CONST: Final = 0
PARAM: Final = 1
GLOBAL: Final = 2
FREE: Final = 3
ATTR: Final = 4
ITEM: Final = 5
SLICE: Final = 6
CALL: Final = 7
PHI: Final = 8
SELECT: Final = 9
OR: Final = 10
AND: Final = 11
NOT: Final = 12
SETATTR: Final = 13
SETITEM: Final = 14
MUTATE: Final = 15
DICT: Final = 16
LIST: Final = 17
TUPLE: Final = 18
SET: Final = 19
COMP: Final = 20
BINOP: Final = 21
UNARY: Final = 22
COMPARE: Final = 23
FSTRING: Final = 24
FUNC: Final = 25
CLASS: Final = 26
ITER: Final = 27
UNPACK: Final = 28
ENTER: Final = 29
AWAIT: Final = 30
YIELD: Final = 31
YIELDFROM: Final = 32
IMPORT: Final = 33
FROM: Final = 34
REFINE: Final = 35
CATCH: Final = 36
ANNOTATED: Final = 37
UNKNOWN: Final = 38
DELETE: Final = 39

Op = tuple[Any, ...]

DECORATOR: Final = 1
RAISE: Final = 2
PATTERN: Final = 4
RAISED: Final = 8
"""Flags of a CALL: it applies a decorator; it is a `raise`, which calls a class it is given; it
states the condition of a pattern, and calls nothing; what it returns is raised."""
SLICED: Final = "slice as key"
"""Reason of the UNKNOWN that is the key of an assignment to a slice."""

PUSHING = frozenset(("heappush", "insort", "insort_left", "insort_right"))
"""Names of functions that add to the list that they are given first."""

ASYNC: Final = 1
"""Flag of an ENTER: `async with`."""

POSITIONAL: Final = 0
STAR: Final = 1
KEYWORD: Final = 2
DOUBLE_STAR: Final = 3
"""Kinds of parameters: ordinary ones, `*args`, keyword-only ones, `**kwargs`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function."""

    name: str
    kind: int
    default: int
    """Vid in the *defining* code, or -1."""
    annotation: int
    """Vid in the *defining* code, or -1."""


@dataclass(frozen=True, slots=True)
class Code:
    """A module body, class body, function or lambda."""

    index: int
    kind: str
    """`module`, `class`, `function` or `lambda`."""
    name: str
    """Qualified name inside the module, `Loader.load`; empty for the module body."""
    parent: int
    """Index of the enclosing code; -1 for the module."""
    parameters: tuple[Parameter, ...]
    return_annotation: int
    """Vid in the defining code, or -1."""
    ops: tuple[Op, ...]
    exports: dict[str, int]
    """Name to vid at the end of the code."""
    returns: tuple[int, ...]
    yields: tuple[int, ...]
    stores: tuple[tuple[str, int], ...]
    """`global` variables assigned here, or changed in place: name and vid of the new value."""
    free_stores: tuple[tuple[int, str, int], ...]
    """The same for variables of enclosing functions: code, name, vid."""
    blocks: tuple[tuple[int, int, bool], ...]
    """Block: its parent, the vid of its condition, and the outcome under which it runs.
    Condition -1: the whole code (block 0); or the body of a loop, a `try` or a handler, which may
    run in part or not at all."""
    start: int
    end: int
    name_start: int
    """Byte offsets of the definition and of its name."""
    is_async: bool = False
    decorators: tuple[int, ...] = ()
    """Vids of the decorators in the defining code."""
    return_sites: tuple[tuple[int, int], ...] = ()
    """For each of `returns`: the number of operations before it, and its block."""
    withs: tuple[tuple[int, int], ...] = ()
    """The ENTER of each `with`, and the number of operations up to its end."""
    fields: tuple[tuple[str, int], ...] = ()
    """Of a class body: annotated names in order, with the vid of their `ANNOTATED`."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Everything extraction knows about one file."""

    path: str
    module: str
    is_package: bool
    development: bool
    codes: tuple[Code, ...]
    """The first one is the module body."""
    problems: tuple[tuple[int, str], ...] = ()
    """1-based line and reason, for each part that could not be understood."""
    main_blocks: tuple[int, ...] = ()
    """Blocks of the module body that run only under `__name__ == "__main__"`."""
    stars: tuple[int, ...] = ()
    """Vids of the `from module import *` of the module body."""
    ignores: tuple[tuple[int, int, int, int], ...] = ()
    """Byte offsets of comments that suppress findings, and of the code that each speaks of."""
    outlined: bool = False
    """Whether its code was left out, because nothing that is looked for concerns it."""


def is_for_types(ops: Sequence[Op], cond: int) -> bool:
    """Whether what stands under a condition is there for type checkers alone."""
    op = ops[cond]
    name = op[2] if op[0] in (ATTR, FROM) else op[1] if op[0] == GLOBAL else ""
    return bool(name == "TYPE_CHECKING")


def hollow(
    path: str, module: str, is_package: bool, development: bool, main: bool = False
) -> FileFacts:
    """Facts of a file without any code: what its name means. `main`: it may be started."""
    body = Code(0, "module", "", -1, (), -1, (), {}, (), (), (), (), ((-1, -1, True),), 0, 0, 0)
    blocks = (0,) if main else ()
    return FileFacts(path, module, is_package, development, (body,), (), blocks, outlined=True)
