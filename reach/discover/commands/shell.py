"""Run a shell script in the mind: which simple commands does it hold, with which words?

Every branch is taken once, but for those that its arguments certainly leave out, and so is every
loop body; a function where it is called, and once on its own when it never is. Variables have the
value assigned last above.
"""

import posixpath
from collections.abc import Callable
from dataclasses import field, replace

from reach.discover.commands.arrays import by_element
from reach.discover.commands.command import Command, Sourced, Written
from reach.discover.commands.conditions import KEYWORDS, closing, done, left_out
from reach.discover.commands.echoed import choices
from reach.discover.commands.scope import Scope, bare
from reach.discover.commands.words import Token, tokenize
from reach.discover.commands.wrappers import EVERYDAY
from reach.discover.limits import MAX_COMMANDS, MAX_TOKENS
from reach.later import regex
from reach.records.project import EnvValue
from reach.records.record import dataclass

_OPENING = frozenset({"if", "while", "until", "for", "select", "case"})
_CLOSING = frozenset({"fi", "done", "esac"})
_REDIRECTIONS = frozenset({"<", ">", ">>", ">&", "<&", ">|", "&>", "&>>", "<<<"})
_EXPORTS = frozenset({"export", "declare", "typeset", "readonly", "local"})
_SETTING = frozenset({".", "source", "eval", "read", "getopts", "mapfile", "readarray", "let"})
"""Builtins that set variables in ways that are not followed."""

_MAX_CALLS = 5
_MAX_DULL = 8
"""Calls of a function in turn that lead to no program; later ones are not walked."""
_DULL = EVERYDAY - frozenset(
    "conda docker find mamba micromamba npm npx pip pip2 pip3 pipx xargs yarn".split()
)
_ASSIGNMENT = regex(r"([A-Za-z_]\w*)\+?=")
_MAX_VALUES = 20
_MAX_FILES = 20
_MAX_STEPS = 5 * MAX_TOKENS


@dataclass(slots=True)
class Shell:
    """The state of a shell while it walks over a script."""

    scope: Scope
    folder: str
    move: Callable[[str, str], str]
    """Where `cd` leads to, from a folder."""
    incomplete: bool = False
    """A limit was hit: the script holds more than was read."""
    sourced: Callable[[str, str], Sourced | None] | None = None
    """What a script is that `source` names in a folder."""
    _home: tuple[str, int] = ("", 0)
    """The sourced script that is walked, and the line that led out of the first one."""
    _sources: int = 0
    _homes: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Of functions that a sourced script defines."""
    _found: list[Command] = field(default_factory=list)
    _functions: dict[str, list[Token]] = field(default_factory=dict)
    _called: set[str] = field(default_factory=set)
    _dull: dict[str, int] = field(default_factory=dict)
    """How often in turn a function led to no program."""
    _calls: int = 0
    _steps: int = 0
    _branches: int = 0
    """How many `if`, `case` and loops are open."""
    _in_pattern: bool = False
    _written: dict[str, Written] = field(default_factory=dict)
    _saved: list[str] = field(default_factory=list)

    def commands(self, text: str, line: int) -> list[Command]:
        """The simple commands of a script that begins at `line`."""
        tokens = tokenize(text, line)
        self._walk(tokens)
        for name in [name for name in self._functions if name not in self._called]:
            self._call(name, None)
        limits = len(tokens) >= MAX_TOKENS, self._full(), self.scope.exhausted
        self.incomplete = self.incomplete or any(limits)
        return self._found

    def _full(self) -> bool:
        return len(self._found) >= MAX_COMMANDS or self._steps >= _MAX_STEPS

    def _walk(self, tokens: list[Token]) -> None:
        words: list[Token] = []
        body: tuple[str, int] | None = None
        target: Token | None = None
        at = 0
        while at < len(tokens) and not self._full():
            token = tokens[at]
            at += 1
            self._steps += 1
            end = (
                self._function(tokens, at, words)
                or self._array(tokens, at, words)
                or self._loop(tokens, at, words)
                or self._left_out(tokens, at, words)
            )
            if end:
                at, words = end, []
            elif not token.operator:
                words.append(token)
            elif token.operator == "<<" and token.body is not None:
                text, line = token.body
                body = (text if token.literal else self.scope.substitute(text)), line
            elif token.operator in _REDIRECTIONS:
                _drop_number(words)
                target = tokens[at] if token.operator == ">" and at < len(tokens) else target
                at += 1
            elif self._is_pattern(token.operator, words):
                words = []
            else:
                self._parenthesis(token.operator)
                self._write(words, body, target)
                self._finish(words, body)
                words, body, target = [], None, None

    def _function(self, tokens: list[Token], at: int, words: list[Token]) -> int:
        """Keep a definition for later; the position after it, or 0 where none begins."""
        if len(words) > 2:
            return 0
        named = [bare(word) for word in words]
        if tokens[at - 1].operator == "(" and named[:1] == ["function"]:
            named = named[1:]
        if tokens[at - 1].operator == "(" and len(named) == 1 and at < len(tokens):
            if tokens[at].operator != ")":
                return 0
            start = at + 1
        elif len(named) == 2 and named[0] == "function" and bare(tokens[at - 1]) == "{":
            start = at - 1
        else:
            return 0
        while start < len(tokens) and tokens[start].operator == "\n":
            start += 1
        if start >= len(tokens) or bare(tokens[start]) != "{":
            return 0
        end = closing(tokens, start)
        self._functions[named[-1]] = tokens[start + 1 : end]
        self._homes[named[-1]] = self._home
        return end + 1

    def _array(self, tokens: list[Token], at: int, words: list[Token]) -> int:
        """`NAME=( … )`: the position after it, or 0 where none begins."""
        if tokens[at - 1].operator != "(" or not words or not bare(words[-1]).endswith("="):
            return 0
        end = at
        while end < len(tokens) and tokens[end].operator in ("", "\n"):
            end += 1
        items = [text for token in tokens[at:end] for text in self.scope.expand(token.pieces)]
        self.scope.assign_array(words[-1], items)
        return end + 1

    def _loop(self, tokens: list[Token], at: int, words: list[Token]) -> int:
        """Walk over the body of `for NAME in …; do …; done` with each of several known values; the
        position after it, or 0 for everything else."""
        if tokens[at - 1].operator not in (";", "\n") or not words or bare(words[0]) != "for":
            return 0
        while at < len(tokens) and tokens[at].operator == "\n":
            at += 1
        end = done(tokens, at) if at < len(tokens) and bare(tokens[at]) == "do" else 0
        values = self._listed(words)
        if not end or not 1 < len(values) <= _MAX_VALUES or any("$" in text for text in values):
            return 0
        self._branches += 1
        for value in values:
            self.scope.bind(bare(words[1]), [value])
            self._walk([*tokens[at + 1 : end], Token(0, operator="\n")])
        self._branches -= 1
        return end + 1

    def _left_out(self, tokens: list[Token], at: int, words: list[Token]) -> int:
        """The position after a branch whose condition certainly fails; 0 for everything else."""
        keyword = "" if words else bare(tokens[at - 1])
        if keyword not in ("if", "elif"):
            return 0
        end = left_out(tokens, at, self.scope)
        self._steps += abs(end - at) if end > 0 else -end
        self._branches += end > 0 and keyword == "if"
        return max(end, 0)

    def _call(self, name: str, arguments: tuple[str, ...] | None) -> None:
        """Walk over the body of a function."""
        self._called.add(name)
        if self._calls >= _MAX_CALLS:
            self.incomplete = True
            return
        dull, before = self._dull.get(name, 0), len(self._found)
        if dull >= _MAX_DULL:
            self._forget(self._functions[name])
            return
        positional, self.scope.positional = self.scope.positional, arguments
        home, around = self._home, self.scope.line
        path, defined = self._homes[name]
        self._home = path, home[1] or (defined if arguments is None else around) if path else 0
        self._calls += 1
        self._walk([*self._functions[name], Token(0, operator="\n")])
        self._calls -= 1
        self._home = home
        self.scope.positional = positional
        self._dull[name] = dull + 1 if all(map(_is_dull, self._found[before:])) else 0

    def _source(self, argv: tuple[str, ...]) -> bool:
        """Walk over another script as if it stood here; False where there is none."""
        known = self.sourced is not None and len(argv) > 1 and self._sources < _MAX_CALLS
        found = self.sourced(argv[1], self.folder) if known and self.sourced is not None else None
        if found is None:
            return False
        scope, home = self.scope, self._home
        before = scope.path, scope.here, scope.positional
        scope.path, scope.here = found.path, found.here
        scope.positional = argv[2:] or scope.positional
        self._home = found.path, home[1] or scope.line
        self._sources += 1
        self._walk(tokenize(found.text, 1))
        self._sources -= 1
        self._home = home
        scope.path, scope.here, scope.positional = before
        return True

    def _forget(self, tokens: list[Token]) -> None:
        """What a function assigns that is not walked is not known."""
        for token in tokens:
            assigned = _ASSIGNMENT.match(token.pieces[0].text) if token.pieces else None
            if assigned is not None:
                self.scope.unset(assigned[1])

    def _is_pattern(self, operator: str, words: list[Token]) -> bool:
        """True while the words are the pattern of a case branch, which `)` ends."""
        if words and bare(words[0]) in ("case", "esac"):
            self._in_pattern = bare(words[0]) == "case" and operator in ("\n", "|", ")")
            if self._in_pattern and operator != "\n":
                self._branches += 1
        if self._in_pattern and operator in ("|", "(", ")"):
            self._in_pattern = operator != ")"
            return True
        self._in_pattern = self._in_pattern or operator == ";;"
        return False

    def _parenthesis(self, operator: str) -> None:
        """A subshell gets its folder back at its end."""
        if operator == "(":
            self._saved.append(self.folder)
        elif operator == ")" and self._saved:
            self.folder = self._saved.pop()

    def _finish(self, words: list[Token], body: tuple[str, int] | None) -> None:
        words = self._keywords(words)
        assigned: dict[str, EnvValue] = {}
        while words and (value := self.scope.assignment(words[0])) is not None:
            assigned[value.name] = value
            words = words[1:]
        if not words:
            for value in assigned.values():
                self.scope.assign(value, self._branches > 0)
            return
        self.scope.line = words[0].line if words else 0
        every = choices(words, self.scope)
        replaceable = len(every) > 1 or any(self.scope.replaceable(word) for word in words)
        inherited = {**self.scope.environment, **assigned}
        for written in every:
            for fields, environment in by_element(written, inherited, self.scope):
                self._simple(fields, words, environment, body, replaceable)

    def _simple(
        self,
        fields: tuple[tuple[str, int], ...],
        words: list[Token],
        environment: dict[str, EnvValue],
        body: tuple[str, int] | None,
        replaceable: bool,
    ) -> None:
        argv = tuple(text for text, _ in fields)
        if not argv or self._builtin(argv, words):
            return
        lines = tuple(line for _, line in fields)
        positional = self.scope.positional
        values = tuple(environment.values())
        assignments = tuple(self.scope.assigned.values())
        files = tuple(self._written.values())
        path, reached = self._home
        command = Command(argv, lines, values, self.folder, body, files, path, positional)
        command = replace(command, variables=assignments, replaceable=replaceable)
        self._found.append(replace(command, reached=reached))

    def _write(
        self, words: list[Token], body: tuple[str, int] | None, target: Token | None
    ) -> None:
        """Keep the file that `cat > file <<END` or `tee file <<END` writes."""
        name = bare(words[0]) if words else ""
        if body is None or name not in ("cat", "tee") or len(self._written) >= _MAX_FILES:
            return
        if name == "tee":
            target = next((w for w in words[1:] if not bare(w).startswith("-")), None)
        texts = self.scope.expand(target.pieces) if target is not None else []
        if len(texts) == 1 and "$" not in texts[0]:
            path = posixpath.normpath(posixpath.join(self.folder, texts[0]))
            self._written[path] = Written(path, *body)

    def _keywords(self, words: list[Token]) -> list[Token]:
        """The words after the reserved ones; none for the head of a loop or a case."""
        while words and bare(words[0]) in KEYWORDS | _OPENING:
            keyword = bare(words[0])
            self._branches += (keyword in _OPENING) - (keyword in _CLOSING and self._branches > 0)
            if keyword in ("for", "select", "case"):
                if keyword == "for" and len(words) > 1:
                    self.scope.bind(bare(words[1]), self._listed(words))
                return []
            words = words[1:]
        return words

    def _listed(self, words: list[Token]) -> list[str]:
        """What a loop goes through: the words after `in`, or else what the script is given."""
        if len(words) < 3:
            return list(self.scope.positional or ())
        return [text for word in words[3:] for text in self.scope.expand(word.pieces)]

    def _builtin(self, argv: tuple[str, ...], words: list[Token]) -> bool:
        """Commands that change the shell itself, and calls of its functions."""
        name, scope = argv[0], self.scope
        if name in self._functions:
            self._call(name, argv[1:])
        elif name in _EXPORTS:
            for word in words[1:]:
                scope.export(word, name == "export" or "-x" in argv)
        elif name == "unset":
            for variable in argv[1:]:
                scope.unset(variable)
        elif name in (".", "source") and self._source(argv):
            pass
        elif name in _SETTING:
            scope.unsettle()
            return False
        elif name in ("cd", "pushd"):
            targets = [word for word in argv[1:] if not word.startswith("-")]
            self.folder = self.move(self.folder, targets[0]) if targets else self.folder
        elif name == "shift":
            known = scope.positional is not None and self._branches < 2
            scope.positional = (scope.positional or ())[1:] if known else None
        elif name == "set":
            if "--" in argv:
                scope.positional = argv[argv.index("--") + 1 :]
        else:
            return False
        return True


def _is_dull(command: Command) -> bool:
    """Whether a command certainly starts no program of the project, nor fetches anything."""
    name, *rest = command.argv or ("",)
    if name == "eval":
        return all(word.startswith("$") for word in rest)
    return name in _DULL or name in _QUIET or name[:1] in ("", "$") or "=" in name


_QUIET = frozenset(("install_name_tool", "ldd", "ldconfig", "otool", "patchelf", "shopt"))


def _drop_number(words: list[Token]) -> None:
    """The `2` of `2>` belongs to the redirection."""
    if words and bare(words[-1]).isdigit():
        words.pop()
