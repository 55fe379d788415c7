"""The last resort: a method call on something unknown, by the method's name alone."""

from reach.flow.program import Body, Program
from reach.records import code as ir

MAX_CANDIDATES = 3
"""More methods of one name than this say nothing."""

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


def fallback(program: Program, body: Body, vid: int) -> list[Body]:
    """Methods that a call may mean, going by the name."""
    callee = body.ops[body.ops[vid][1]]
    if callee[0] != ir.ATTR:
        return []
    name = callee[2]
    if name in COMMON or name.startswith("__"):
        return []
    candidates = [m for m in program.methods.get(name, []) if not is_property(m)]
    return candidates if 0 < len(candidates) <= MAX_CANDIDATES else []


def is_property(method: Body) -> bool:
    """Whether a method is run by reading its name, so that a call means what it returns."""
    ops = method.owner.ops if method.owner is not None else ()
    written = [ops[vid] for vid in method.code.decorators]
    return any(op[0] == ir.GLOBAL and op[1] == "property" for op in written)
