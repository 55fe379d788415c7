"""Fill a template with values: text, and for each line of it that of the template."""

from dataclasses import field

from reach.discover.helm.parse import Action, Block, Item, Text
from reach.discover.helm.values import FUNCTIONS, Gap, Value, truthy, written
from reach.records.record import dataclass

_MAX_STEPS = 50_000
_MAX_OUTPUT = 1_000_000
_MAX_DEPTH = 30


@dataclass(slots=True)
class Output:
    """What was written so far."""

    parts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=lambda: [1])
    """Line of the template, for each line of the text."""
    size: int = 0

    def add(self, text: str, line: int, copied: bool) -> None:
        """More text, from a line on; `copied` if its line ends are those of the template."""
        self.size += len(text)
        if self.size > _MAX_OUTPUT:
            raise OverflowError
        if len(self.lines) == 1 and not self.parts:
            self.lines[0] = line
        self.parts.append(text)
        for number in range(1, text.count("\n") + 1):
            self.lines.append(line + number if copied else line)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    def line(self, number: int) -> int:
        """The line of the template that a line of the text is from."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else self.lines[-1]


Scope = dict[str, Value]


class Renderer:
    """Renders templates that share their definitions and values."""

    def __init__(self, root: Value, definitions: dict[str, list[Item]]) -> None:
        self._root = root
        self._definitions = definitions
        self._steps = 0

    def render(self, items: list[Item]) -> Output:
        """A whole template."""
        output = Output()
        self._steps = 0
        self._items(items, self._root, {"$": self._root}, output, 0)
        return output

    def _items(
        self, items: list[Item], dot: Value, scope: Scope, output: Output, depth: int
    ) -> None:
        for item in items:
            self._steps += 1
            if self._steps > _MAX_STEPS or depth > _MAX_DEPTH:
                raise OverflowError
            if isinstance(item, Text):
                output.add(item.text, item.line, True)
            elif isinstance(item, Action):
                self._action(item, dot, scope, output, depth)
            else:
                self._block(item, dot, scope, output, depth)

    def _action(self, item: Action, dot: Value, scope: Scope, output: Output, depth: int) -> None:
        tokens = item.tokens
        if len(tokens) > 1 and tokens[0].startswith("$") and tokens[1] in (":=", "="):
            scope[tokens[0]] = self._pipeline(tokens[2:], dot, scope, depth)
            return
        output.add(written(self._pipeline(tokens, dot, scope, depth)), item.line, False)

    def _block(self, block: Block, dot: Value, scope: Scope, output: Output, depth: int) -> None:
        if block.keyword == "define":
            return
        if block.keyword == "range":
            self._range(block, dot, scope, output, depth)
            return
        tokens, name = block.tokens, ""
        if len(tokens) > 1 and tokens[1] == ":=":
            name, tokens = tokens[0], tokens[2:]
        value = self._pipeline(tokens, dot, scope, depth)
        if name:
            scope[name] = value
        if truthy(value):
            inner = dot if block.keyword == "if" else value
            self._items(block.body, inner, scope, output, depth + 1)
        else:
            self._items(block.otherwise, dot, scope, output, depth + 1)

    def _range(self, block: Block, dot: Value, scope: Scope, output: Output, depth: int) -> None:
        tokens, names = block.tokens, list[str]()
        if ":=" in tokens:
            at = tokens.index(":=")
            names, tokens = [t for t in tokens[:at] if t != ","], tokens[at + 1 :]
        value = self._pipeline(tokens, dot, scope, depth)
        if isinstance(value, dict):
            pairs = list(value.items())
        elif isinstance(value, list):
            pairs = list(enumerate(value))
        else:
            pairs = [(0, value)] if isinstance(value, Gap) else []
        for key, each in pairs:
            if names:
                scope[names[-1]] = each
            if len(names) > 1:
                scope[names[0]] = key
            self._items(block.body, each, scope, output, depth + 1)
        if not pairs:
            self._items(block.otherwise, dot, scope, output, depth + 1)

    # -- expressions ---------------------------------------------------------------------------

    def _pipeline(self, tokens: list[str], dot: Value, scope: Scope, depth: int) -> Value:
        value: Value = None
        commands = _split(tokens)
        for number, command in enumerate(commands):
            given = [value] if number else []
            value = self._command(command, given, dot, scope, depth)
        return value

    def _command(
        self, tokens: list[str], given: list[Value], dot: Value, scope: Scope, depth: int
    ) -> Value:
        if not tokens:
            return None
        name = tokens[0]
        if not (name.isidentifier() and name not in ("true", "false", "nil")):
            return self._term(tokens, 0, dot, scope, depth)[0]
        values: list[Value] = []
        at = 1
        while at < len(tokens):
            value, at = self._term(tokens, at, dot, scope, depth)
            values.append(value)
        values += given
        if name in ("include", "template"):
            return self._include(values, depth)
        if name == "tpl":
            return values[0] if values else None
        function = FUNCTIONS.get(name)
        try:
            return function(*values) if function is not None else Gap(name)
        except (TypeError, ValueError, AttributeError, IndexError):
            return Gap(name)

    def _include(self, values: list[Value], depth: int) -> Value:
        items = self._definitions.get(str(values[0])) if values else None
        if items is None:
            return Gap(str(values[0]) if values else "include")
        dot = values[1] if len(values) > 1 else None
        output = Output()
        self._items(items, dot, {"$": dot}, output, depth + 1)
        return output.text

    def _term(
        self, tokens: list[str], at: int, dot: Value, scope: Scope, depth: int
    ) -> tuple[Value, int]:
        """The value of the term at a position, and the position after it."""
        word = tokens[at]
        if word == "(":
            end = _closing(tokens, at)
            value = self._pipeline(tokens[at + 1 : end], dot, scope, depth + 1)
            if end + 1 < len(tokens) and tokens[end + 1].startswith(".") and tokens[end + 1] != ".":
                return _field(value, tokens[end + 1]), end + 2
            return value, end + 1
        if word[:1] in ('"', "`"):
            text = word[1:-1]
            return (text.replace('\\"', '"').replace("\\n", "\n"), at + 1)
        if word.lstrip("-").isdigit() and len(word) < 20:
            return int(word), at + 1
        if word in ("true", "false", "nil"):
            return {"true": True, "false": False, "nil": None}[word], at + 1
        if word.startswith("$"):
            name, _, rest = word.partition(".")
            return _field(scope.get(name, Gap(name)), f".{rest}" if rest else "."), at + 1
        if word.startswith("."):
            return _field(dot, word), at + 1
        return self._command([word], [], dot, scope, depth), at + 1


def _field(value: Value, path: str) -> Value:
    """`.a.b` of a value; nothing where a table has no such key."""
    for name in path.split("."):
        if not name:
            continue
        if isinstance(value, Gap):
            return Gap(f"{value.name}_{name}")
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _split(tokens: list[str]) -> list[list[str]]:
    """The commands of a pipeline."""
    found: list[list[str]] = [[]]
    depth = 0
    for word in tokens:
        depth += (word == "(") - (word == ")")
        if word == "|" and depth == 0:
            found.append([])
        else:
            found[-1].append(word)
    return found


def _closing(tokens: list[str], start: int) -> int:
    depth = 0
    for index in range(start, len(tokens)):
        depth += (tokens[index] == "(") - (tokens[index] == ")")
        if depth == 0:
            return index
    return len(tokens)
