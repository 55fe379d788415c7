"""Elements of arrays: `MODEL=${MODELS[$SLURM_ARRAY_TASK_ID]}`, and one command for each that may be
meant."""

import re

from reach.discover.commands.scope import Scope
from reach.later import regex
from reach.records.project import EnvValue

MAX_ELEMENTS = 20
"""Elements of an array of which each makes a command of its own."""

_ELEMENT = regex(r"\$\{(\w{1,100})\[([^\[\]]{1,100})\]\}")

Fields = tuple[tuple[str, int], ...]
"""Words, each with its line."""


def by_element(
    fields: Fields, environment: dict[str, EnvValue], scope: Scope
) -> list[tuple[Fields, dict[str, EnvValue]]]:
    """A command with its variables, once for each element that it may have; arrays with the same
    index go together."""
    if not scope.arrays:
        return [(fields, environment)]
    texts = [text for text, _ in fields] + [value.value for value in environment.values()]
    indices = {
        index: len(scope.arrays[name])
        for text in texts
        if "[" in text
        for name, index in _ELEMENT.findall(text)
        if name in scope.arrays
    }
    if not indices:
        return [(fields, environment)]
    written = {index: _number(index, scope) for index in indices}
    unknown = [index for index, number in written.items() if number is None]
    if len(unknown) > 1 or any(indices[index] > MAX_ELEMENTS for index in unknown):
        return [(fields, environment)]
    rounds = range(indices[unknown[0]]) if unknown else range(1)
    found = []
    for turn in rounds:
        known = {index: turn if n is None else n for index, n in written.items()}

        def element(match: re.Match[str], known: dict[str, int] = known) -> str:
            items = scope.arrays.get(match[1], [])
            number = known.get(match[2], len(items))
            return items[number] if number < len(items) else match[0]

        words = tuple((_ELEMENT.sub(element, text), line) for text, line in fields)
        values = {
            name: EnvValue(name, _ELEMENT.sub(element, v.value), v.path, v.line, v.kind)
            for name, v in environment.items()
        }
        found.append((words, values))
    return found


def _number(index: str, scope: Scope) -> int | None:
    """The index, where it is known."""
    name = index.strip("${} ")
    text = index if index.isdigit() else scope.value(name) if name.isidentifier() else None
    return int(text[:4]) if text is not None and text.isdigit() else None
