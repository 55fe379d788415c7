"""Names of things that are got from outside the project: `torch.load()`, `torch.load()[].device`.

A name spells out how a thing was got, so that rules can speak of the result of a call. It stops
growing where nobody asks any more: what is made of a thing that was got in several steps has the
name of that thing. Values of a loop over outside objects are few for this reason.
"""

MAX_STEPS = 3
"""Calls and items that a name spells out."""

MAX_PATH = 3
"""Attributes in a row that a name spells out."""

MAX_SAME = 2
"""How often a path of attributes may have one name; it goes round in a circle then."""


def called(name: str) -> str:
    """What calling a thing returns."""
    if name.count("(") + name.count("[") < MAX_STEPS:
        return name + "()"
    return _object(name)


def element(name: str) -> str:
    """What is in a thing."""
    if name.count("(") + name.count("[") < MAX_STEPS and not name.endswith("[]"):
        return name + "[]"
    return name


def attribute_of(name: str, attribute: str) -> str:
    """An attribute of a thing."""
    made = _made(name)
    if made and name.count(".", made) >= MAX_PATH:
        return name
    if f"{name}.".count(f".{attribute}.") >= MAX_SAME:
        return name
    return f"{name}.{attribute}"


def _made(name: str) -> int:
    """Where the path of attributes after the last call or item begins; 0 without one."""
    return max(name.rfind(")"), name.rfind("]")) + 1


def _object(name: str) -> str:
    return name[: _made(name)] or name
