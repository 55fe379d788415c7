"""The version of Python that a program runs on: the third, whichever of these.

`if sys.version_info < (3,)` and `PY2 = sys.version_info[0] == 2` are decided; what tells releases
of the third apart is not."""

from typing import TYPE_CHECKING

from reach.flow import containers
from reach.flow.settings.hooks import attributes_of, items_of
from reach.flow.values import Bundle, Const, Container, External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

VERSION = "sys.version_info"
MAJOR = 3
KIND = "version of Python"
ORDERS = ("<", "<=", ">", ">=")


def _major(ev: "Evaluator") -> Const:
    return ev.pool.const(MAJOR, None, 0, KIND)


@items_of(VERSION)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    first = [v for v in key if isinstance(v, Const) and v.value == 0]
    return frozenset((_major(ev),)) if first and len(key) == 1 else None


@attributes_of(VERSION)
def _attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    return frozenset((_major(ev),)) if name == "major" else None


def compared(ev: "Evaluator", left: Values, name: str, right: Values) -> bool | None:
    """The outcome of a comparison of versions by their order, as far as it is known."""
    if len(left) != 1 or len(right) != 1:
        return None
    (version,), (other,) = left, right
    if isinstance(version, Const) and version.kind == KIND:
        major = _number(right)
        equal = name in ("<=", ">=")
    elif isinstance(version, External) and version.name == VERSION:
        if not isinstance(other, (Container, Bundle)):
            return None
        major = _number(containers.item(ev, other, frozenset((ev.pool.const(0),))))
        minor = _number(containers.item(ev, other, frozenset((ev.pool.const(1),))))
        if minor and major == MAJOR:
            return None
        equal = name in (">", ">=")
    else:
        return None
    if major is None or major == MAJOR:
        return None if major is None else equal
    return (major > MAJOR) is (name in ("<", "<="))


def _number(values: Values) -> int | None:
    found = [v.value for v in values if isinstance(v, Const) and isinstance(v.value, int)]
    return found[0] if len(found) == 1 == len(values) else None
