"""Take argument vectors apart without knowing every option of every program."""

from collections.abc import Iterable
from dataclasses import field

from reach.records.record import dataclass

_LONG_WITH_ONE_DASH = frozenset(
    {"-host", "-hostfile", "-np", "-poll-interval", "-stderr", "-stdout", "-template", "-timeout"}
    | {"-wait", "-wait-retry-interval", "-fsd", "-tp"}
)


@dataclass(slots=True)
class Arguments:
    """Options and operands of a program."""

    options: dict[str, str] = field(default_factory=dict)
    """Value of each option, empty for a switch; the last one counts."""
    operands: list[int] = field(default_factory=list)
    """Positions of the operands."""


def first_operand(
    argv: tuple[str, ...], start: int, switches: frozenset[str], stop: Iterable[str] = ()
) -> int:
    """Position of the first operand from `start` on, or of the first word in `stop`."""
    position = start
    while position < len(argv):
        word = argv[position]
        if word == "--":
            return position + 1
        if word in stop or not word.startswith("-") or word == "-":
            return position
        position += _width(word, switches)
    return min(position, len(argv))


def parse(argv: tuple[str, ...], start: int, switches: frozenset[str]) -> Arguments:
    """All options and operands from `start` on."""
    arguments = Arguments()
    position = start
    while position < len(argv):
        word = argv[position]
        if word == "--":
            arguments.operands.extend(range(position + 1, len(argv)))
            break
        if not word.startswith("-") or word == "-":
            arguments.operands.append(position)
            position += 1
            continue
        width = _width(word, switches)
        name, equals, value = word.partition("=")
        if width == 2:
            value = argv[position + 1] if position + 1 < len(argv) else ""
        elif not equals and not word.startswith("--") and word not in switches:
            name, value = word[:2], word[2:]
        arguments.options[name] = value
        position += width
    return arguments


def _width(word: str, switches: frozenset[str]) -> int:
    """1 for a switch and for an option that holds its value, 2 for one that takes the next word."""
    if "=" in word or word in switches or word.startswith("--no-"):
        return 1
    if word.startswith("--") or len(word) == 2 or word in _LONG_WITH_ONE_DASH:
        return 2
    return 1
