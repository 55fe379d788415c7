"""Loads of committed files that are not what their names say, or that run commands."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from reach.discover.weights.content import CODE, HIDING
from reach.discover.weights.pickles import DANGEROUS
from reach.identify.grammar import format_of
from reach.judge.message import short
from reach.judge.severity import severity
from reach.records.finding import Finding, Load, Use
from reach.records.inventory import TreeFile
from reach.records.record import dataclass

DISGUISED, HOSTILE = "disguised-artifact", "hostile-pickle"

_BASE = {DISGUISED: 8.0, HOSTILE: 9.8}
_HARMLESS = 4.0
"""Where the name is wrong, but nothing of the content runs."""

_FIX = {
    DISGUISED: "Find out where the file came from, and name it after its format.",
    HOSTILE: "Do not load the file; load weights from safetensors.",
}

_LOOSE = frozenset(
    ("pickle", "unknown", "text", "json", "yaml", "csv", "hdf5", "torchserve archive")
)
"""Formats whose usual names are used for others too, or that are containers."""

_SAME = {("keras", "zip archive"), ("nemo archive", "tar"), ("torchserve archive", "zip archive")}
"""Names and contents that go together."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a file."""

    rule: str
    file: TreeFile
    because: str
    base: float


def committed(
    loads: Iterable[Load],
    files: Callable[[str, str], Iterable[TreeFile]],
) -> Iterator[Finding]:
    """One finding for each call and rule. `files` are those of the tree that a path means."""
    for load in loads:
        for use in load.uses:
            if use.artifact.hub != "local" or use.artifact.certainty == "pattern":
                continue
            found: dict[str, list[Wrong]] = {}
            for file in files(use.artifact.id, load.location.path):
                for wrong in wrongs(file):
                    found.setdefault(wrong.rule, []).append(wrong)
            for every in found.values():
                yield _finding(load, use, every)


def wrongs(file: TreeFile) -> Iterator[Wrong]:
    """Everything that is wrong with a file."""
    promised = format_of(file.path, "unknown")
    if not file.pointer and _lies(promised, file.format):
        base = _BASE[DISGUISED] if file.format in CODE | HIDING else _HARMLESS
        suffix = PurePosixPath(file.path).suffix
        because = f"{file.path} is called {suffix}, but its content is {file.format}"
        yield Wrong(DISGUISED, file, because, base)
    imports = dict(file.facts).get(f"{DANGEROUS} imports")
    if imports is not None:
        yield Wrong(HOSTILE, file, f"{file.path} imports {imports}", _BASE[HOSTILE])


def _lies(promised: str, content: str) -> bool:
    """Whether a name promises another format than the content has."""
    if content == "unknown" or promised == content or (promised, content) in _SAME:
        return False
    if promised == "pickle":
        return content in HIDING or content == "executable"
    if promised in _LOOSE:
        return promised != "unknown" and content in CODE
    return True


def _finding(load: Load, use: Use, every: list[Wrong]) -> Finding:
    worst = max(every, key=lambda each: each.base)
    artifact, witness = use.artifact, use.witness
    more = f" and {len(every) - 1} more" if len(every) > 1 else ""
    who = (
        f"{witness.entry.name} loads {artifact.id} with"
        if witness
        else f"{artifact.id} is loaded by"
    )
    text = "\n".join((worst.rule, load.sink, load.function, artifact.id))
    return Finding(
        fingerprint=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32],
        rule=worst.rule,
        grade=use.grade,
        severity=severity(worst.base, use.grade),
        message=f"{who} {short(load.sink)}: {worst.because}{more}.",
        location=load.location,
        function=load.function,
        sink=load.sink,
        artifacts=(artifact,),
        unknown=(),
        witnesses=() if witness is None else (witness,),
        conditions=tuple(each.because for each in every),
        guards=(),
        fix=_FIX[worst.rule],
        snippet=load.snippet,
    )
