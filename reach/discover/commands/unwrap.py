"""Take wrapping programs off a command: `exec`, `env`, `poetry run`, `tini --` and their like."""

import posixpath

from reach.discover.commands.arguments import first_operand
from reach.discover.commands.functions import deployed_function
from reach.discover.commands.target import PYTHON
from reach.discover.commands.wrappers import (
    BATCH_SWITCHES,
    BATCHES,
    WAITERS,
    WRAPPERS,
    Wrapper,
)
from reach.records.project import EnvValue

_MAX_WRAPPERS = 20


def unwrap(
    argv: tuple[str, ...], environment: tuple[EnvValue, ...], path: str, line: int
) -> tuple[tuple[str, ...], tuple[EnvValue, ...]]:
    """Take off wrapping programs, one after the other."""
    variables = {value.name: value for value in environment}
    for _ in range(_MAX_WRAPPERS):
        if not argv:
            break
        name = posixpath.basename(argv[0])
        if name in WAITERS and "--" in argv:
            argv = argv[argv.index("--") + 1 :]
            continue
        if name in BATCHES:
            argv = _submitted(argv)
            continue
        deployed = deployed_function(argv, path, line) if name == "gcloud" else None
        if deployed is not None:
            variables.update({value.name: value for value in deployed[1]})
            return deployed[0], tuple(variables.values())
        wrapper, start = _wrapper(name, argv)
        if wrapper is None:
            break
        rest = argv[start:]
        while wrapper.assignments and rest and "=" in rest[0]:
            key, _, value = rest[0].partition("=")
            variables[key] = EnvValue(key, value, path, line, "command line")
            rest = rest[1:]
        if wrapper.python and rest:
            rest = _as_python(name, rest)
        if not rest:
            return (), tuple(variables.values())
        argv = rest
    return argv, tuple(variables.values())


def _submitted(argv: tuple[str, ...]) -> tuple[str, ...]:
    """The command that a scheduler runs later: a script with its arguments, or the text of
    `--wrap`."""
    at = 1
    while at < len(argv) and argv[at].startswith("-"):
        name, equals, value = argv[at].partition("=")
        at += 1 if equals or name in BATCH_SWITCHES else 2
        if name == "--wrap":
            text = value if equals else "".join(argv[at - 1 : at])
            return ("bash", "-c", text) if text else ()
    return ("bash", *argv[at:]) if at < len(argv) else ()


def _wrapper(name: str, argv: tuple[str, ...]) -> tuple[Wrapper | None, int]:
    """The wrapper that fits, and where the wrapped command begins."""
    for wrapper in WRAPPERS.get(name, ()):
        stop = ("-m", "--module", "-c") if wrapper.python else ()
        position = 1
        for word in wrapper.words:
            position = first_operand(argv, position, wrapper.switches)
            if position >= len(argv) or argv[position] != word:
                break
            position += 1
        else:
            start = first_operand(argv, position, wrapper.switches, stop) + wrapper.skip
            if start < len(argv) and argv[start] == "--":
                start += 1
            return wrapper, start
    return None, 0


def _as_python(name: str, rest: tuple[str, ...]) -> tuple[str, ...]:
    if rest[0] in ("-m", "--module", "-c"):
        return ("python", rest[0].replace("--module", "-m"), *rest[1:])
    is_python = PYTHON.fullmatch(posixpath.basename(rest[0])) is not None
    if is_python or (name == "uv" and not rest[0].endswith(".py")):
        return rest
    return ("python", *rest)
