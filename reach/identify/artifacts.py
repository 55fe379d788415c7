"""The artifacts of one sink call in one context."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from reach.flow.containers import contents
from reach.flow.evaluator import Evaluator
from reach.flow.settings.files import opened
from reach.flow.settings.hub import Provenance, is_said, provenance
from reach.flow.trials import NOTHING_PASSES
from reach.flow.values import (
    LEFT_DEFAULT,
    Bundle,
    Const,
    Container,
    Pattern,
    Place,
    Value,
    Values,
    in_order,
)
from reach.flow.values import Unknown as UnknownValue
from reach.identify import grammar
from reach.identify.arguments import SinkArguments, constants, is_none
from reach.identify.places import Places
from reach.identify.reasons import impossible, is_loaded, opaque, passing, uncalled
from reach.records.finding import Artifact, Location, Origin, Unknown
from reach.records.record import dataclass
from reach.records.rule import Sink

MAX_ARTIFACTS = 64
"""Alternatives listed for one sink call."""

MAX_REVISIONS = 4
"""Revisions of one artifact that are told apart."""

MAX_DOWNLOADS = 4
"""Downloads of what a download gave that are followed."""

NAMED = ("model", "adapter", "dataset", "tokenizer")
"""What a file may say the name of; anything else may be made from what it says."""


@dataclass(frozen=True, slots=True)
class Identified:
    """What a sink call loads, as far as it is known."""

    artifacts: tuple[Artifact, ...]
    unknown: tuple[Unknown, ...]
    """Why it may be something of which nothing is known."""
    gaps: tuple[Unknown, ...] = ()
    """Why parts of the artifacts' names are not known."""
    impossible: bool = False
    """Conditions on the way let no value pass, so that nothing is loaded."""
    held: bool = False
    """An object that was loaded before is passed in the place of a name."""
    elsewhere: bool = False
    """Under the conditions around the call, what is called is something else."""

    @property
    def reasons(self) -> tuple[Unknown, ...]:
        """Everything that is not known."""
        return tuple(dict.fromkeys((*self.unknown, *self.gaps)))


def union(found: Iterable[Identified]) -> Identified:
    """All that a sink call may load, from its alternatives."""
    alternatives = list(found)
    every = [one for one in alternatives if not one.impossible and not one.held] or alternatives
    return Identified(
        _alternatives(dict.fromkeys(a for one in every for a in one.artifacts)),
        tuple(dict.fromkeys(u for one in every for u in one.unknown)),
        tuple(dict.fromkeys(g for one in every for g in one.gaps)),
        bool(every) and all(one.impossible for one in every),
        bool(every) and all(one.held for one in every),
    )


def identify(
    ev: Evaluator, places: Places, sink: Sink, arguments: SinkArguments, call: Location
) -> Identified:
    """Resolve the identifier, revision and file of a sink call."""
    return _Identifier(ev, places, sink, arguments, call).run()


_REPOSITORIES = {"dataset": "dataset", "space": "code"}

CLIENT = "huggingface-hub"
"""The hub's own client, which looks for no folder of the name that it is given."""


class _Identifier:
    def __init__(
        self,
        ev: Evaluator,
        places: Places,
        sink: Sink,
        arguments: SinkArguments,
        call: Location,
        download: Provenance | None = None,
    ) -> None:
        self.ev = ev
        self.places = places
        self.sink = sink
        self.arguments = arguments
        self.call = call
        self.revisions = download.revisions if download else self.values(sink.revision)
        self.files = download.files if download else self.values(sink.file)
        self.downloaded = download is not None
        self._of_hub: dict[str, Sink] = {}

    def values(self, parameter: str | None) -> Values:
        return self.arguments.get(parameter).values if parameter else frozenset()

    def run(self) -> Identified:
        if self.sink.identifier is None:
            return Identified((), ())
        if self.sink.address is not None:
            return self.composed(self.sink.address)
        given = self.arguments.get(self.sink.identifier)
        artifacts: dict[Artifact, None] = {}
        unknown: dict[Unknown, None] = {}
        gaps: dict[Unknown, None] = {}
        nothing: list[Const] = []
        named = frozenset(v for v in given.values if not is_loaded(v))
        if named != given.values:  # nothing before it was loaded
            named = frozenset(v for v in named if not is_none(v))
        held = bool(given.values) and not named
        for reader, value in self.asked(passing(named)):
            if isinstance(value, Const) and value.value in (None, "", b""):
                nothing.append(value)
                continue
            for found in reader.several(value):
                if isinstance(found, Artifact):
                    artifacts[found] = None
                else:
                    unknown[found] = None
            gaps.update(dict.fromkeys(self.gaps(value)))
        if not given.maybe and self.sink.default_identifier:
            origin = Origin(self.call, "library default")
            artifacts[self.text(self.sink.default_identifier, origin)] = None
        if not artifacts and not unknown and not held:
            unknown[self.absent(given.maybe, nothing)] = None
        artifacts.update(dict.fromkeys(self.further()))
        impossible = given.surely and not given.values
        held = held and not artifacts
        return Identified(_alternatives(artifacts), tuple(unknown), tuple(gaps), impossible, held)

    def further(self) -> Iterator[Artifact]:
        """What other parameters name beside the identifier, where that is known."""
        for name in self.sink.further:
            sink = self.sink
            if name.startswith("tokenizer"):
                sink = replace(sink, artifact="tokenizer", format="unknown")
            reader = _Identifier(self.ev, self.places, sink, self.arguments, self.call)
            for value in constants(self.values(name)):
                found = reader.one(value) if value.value else None
                if isinstance(found, Artifact):
                    yield found

    def composed(self, address: str) -> Identified:
        """An identifier that takes several parameters; those that are not known stay open."""
        origin: Origin | None = None
        texts: dict[str, str] = {}
        for name in re.findall(r"{(\w+)}", address):
            known = constants(self.values(name))
            if len(known) == 1 and isinstance(known[0].value, str):
                texts[name] = known[0].value
                origin = self.origin(known[0], known[0].kind)
        if origin is None:
            return Identified((), (self.absent(True, []),))
        text = re.sub(r"{(\w+)}", lambda part: texts.get(part[1], "{}"), address)
        artifact = self.text(text, origin)
        partly = replace(artifact, certainty="pattern") if "{}" in text else artifact
        return Identified((partly,), ())

    def asked(self, values: Values) -> Iterator[tuple["_Identifier", Value]]:
        """Each value and who reads it: a downloaded path is what its download was asked for."""
        work = [(self, value, 0) for value in reversed(in_order(values))]
        seen: set[Value] = set()
        while work:
            reader, value, depth = work.pop()
            if impossible(value):
                continue
            value = opened(self.ev, value) or value
            names = is_said(value) and self.sink.artifact in NAMED
            sources = provenance(self.ev, value) if depth < MAX_DOWNLOADS and not names else []
            if not sources:
                yield reader, value
            elif value not in seen:  # what is asked for may be kept where it was read from
                seen.add(value)
                for source in sources:
                    inner = reader.download(source)
                    ids = reversed(in_order(passing(source.ids)))
                    work += [(inner, identifier, depth + 1) for identifier in ids]

    def download(self, source: Provenance) -> "_Identifier":
        """Reads the arguments of a download in place of those of the sink."""
        sink = self._of_hub.get(source.hub)
        if sink is None:
            sink = replace(self.sink, hub=source.hub, shorthands=None)
            self._of_hub[source.hub] = sink
        if self.downloaded and not source.files:  # a file below a folder that is fetched again
            source = source._replace(files=self.files)
        return _Identifier(self.ev, self.places, sink, self.arguments, self.call, source)

    def several(self, value: Value) -> list[Artifact | Unknown]:
        """What one value names: a way to read files stands for these."""
        expression = self.sink.builders
        text = value.value if isinstance(value, Const) else None
        if expression is None or not isinstance(text, str) or not re.fullmatch(expression, text):
            return [reader.one(value) for reader in self.by_revision()]
        sink = replace(self.sink, hub="file", file=None, revision=None, builders=None)
        reader = _Identifier(self.ev, self.places, sink, self.arguments, self.call)
        reader.revisions = reader.files = frozenset()
        held = [v for name in self.sink.files for v in self.values(name)]
        texts = [v for each in held for v in _inside(self.ev, each) if not is_none(v)]
        if not texts:
            return [Unknown(f"files for {text!r} are not given", self.call)]
        return [reader.one(each) for each in in_order(texts)]

    def by_revision(self) -> Iterator["_Identifier"]:
        """Readers that have one of the revisions each, no revision among them, if all are known."""
        known: dict[object, Const] = {c.value or None: c for c in constants(self.revisions)}
        every = len(constants(self.revisions)) == len(self.revisions)
        if not every or not 1 < len(known) <= MAX_REVISIONS:
            yield self
            return
        for value in in_order(frozenset(known.values())):
            each = _Identifier(self.ev, self.places, self.sink, self.arguments, self.call)
            each.revisions, each.files = frozenset((value,)), self.files
            yield each

    def one(self, value: Value) -> Artifact | Unknown:
        if isinstance(value, Const):
            return self.constant(value)
        if isinstance(value, Pattern):
            text = "".join("{}" if p is None else p for p in value.parts)
            origin = self.origin(value, "pattern")
            is_open = value.parts[0] is None and grammar.begins_repository(
                text, (gap.reason for gap in self.gaps(value))
            )
            found = self.text(text, origin, value.path, is_open)
            if found.hub == "local" and grammar.says_nothing(text):
                return self.gaps(value)[0]
            return replace(found, certainty="pattern", purl=None)
        return self.reason(value)

    def reason(self, value: Value) -> Unknown:
        if isinstance(value, UnknownValue):
            return Unknown(uncalled(self.ev, value), self.location(value))
        return Unknown(opaque(self.ev, value), self.call)

    def gaps(self, value: Value) -> list[Unknown]:
        if not isinstance(value, Pattern):
            return []
        known = [self.reason(v) for v in (*value.reasons, *value.sources)]
        return known or [Unknown("part of the text is not known", self.location(value))]

    def absent(self, given: bool, nothing: list[Const]) -> Unknown:
        if nothing:
            what = "None" if nothing[0].value is None else "empty"
            return Unknown(f"value is {what}", self.location(nothing[0]))
        return Unknown(NOTHING_PASSES if given else "the identifier is not given", self.call)

    def constant(self, value: Const) -> Artifact | Unknown:
        if not isinstance(value.value, str):
            return Unknown(f"{type(value.value).__name__} used as identifier", self.location(value))
        if grammar.placeholder(value.value):
            return Unknown(f"placeholder {value.value!r}", self.location(value))
        found = self.text(value.value, self.origin(value, value.kind), value.path)
        if found.hub != "url" and grammar.was_no_text(value.value, found.hub == "local"):
            return Unknown(f"{value.value!r} was no text before", self.location(value))
        return found

    def text(
        self, text: str, origin: Origin, is_path: bool = False, is_open: bool = False
    ) -> Artifact:
        sink = self.sink
        short = sink.shorthands if not is_path else None
        long = short.long(text) if short is not None else None
        hub = short.hub if short is not None and long is not None else sink.hub
        reference = grammar.read(long or text, "file" if is_path else hub, is_open)
        if reference.hub == "huggingface" and sink.library != CLIENT and self.exists(text):
            reference = grammar.Reference("local", text)
        revision = reference.revision or self.revision()
        file = reference.file or self.file()
        pinned = self.is_pinned(reference)
        form = grammar.format_of(file or text, sink.format)
        kind = reference.type or self.kind_of_repository() or sink.artifact
        return Artifact(
            type=kind,
            hub=reference.hub,
            id=reference.id,
            revision=revision if reference.hub != "local" else None,
            pinned=pinned,
            file=file if reference.hub != "local" else None,
            format=form,
            purl=purl(reference, revision if pinned else None, kind),
            certainty="exact",
            origin=origin,
            alias=text if long is not None else None,
        )

    def kind_of_repository(self) -> str | None:
        """What a parameter says that the repository is."""
        if self.sink.repository is None:
            return None
        named = {c.value for c in constants(self.values(self.sink.repository))}
        return _REPOSITORIES.get(str(named.pop())) if len(named) == 1 else None

    def exists(self, text: str) -> bool:
        """Whether the project itself has a folder or file of this name."""
        if text.startswith(("/", "~")) or ".." in text.split("/") or "\0" in text:
            return False
        return "/" in text and self.places.exists(text)

    def revision(self) -> str | None:
        known = [str(c.value) for c in constants(self.revisions) if c.value not in (None, "")]
        return known[0] if len(set(known)) == 1 else None

    def is_pinned(self, reference: grammar.Reference) -> bool:
        if reference.hub not in ("huggingface", "torchhub"):
            return False
        if reference.revision is not None:
            return grammar.is_commit(reference.revision)
        known = constants(self.revisions)
        return (
            bool(known)
            and len(known) == len(self.revisions)
            and all(isinstance(c.value, str) and grammar.is_commit(c.value) for c in known)
        )

    def file(self) -> str | None:
        known = [c.value for c in constants(self.files) if isinstance(c.value, str)]
        return known[0] if len(set(known)) == 1 else None

    def origin(self, value: Const | Pattern, kind: str) -> Origin:
        location = self.location(value)
        return Origin(location if location is not None else self.call, _origin_kind(kind))

    def location(self, value: Const | Pattern | UnknownValue) -> Location | None:
        body = value.body
        if body is None:
            return None
        if isinstance(body, Place):
            return Location(body.path, body.line, body.column, body.line, body.column + 1)
        return self.places.token(body.facts.path, value.position)


def _inside(ev: Evaluator, value: Value) -> Values:
    """The paths in a list or dictionary of paths."""
    if not isinstance(value, (Container, Bundle)):
        return frozenset((value,))
    return frozenset(inner for each in contents(ev, value) for inner in _flat(ev, each))


def _flat(ev: Evaluator, value: Value) -> Values:
    return contents(ev, value) if isinstance(value, (Container, Bundle)) else frozenset((value,))


def _origin_kind(kind: str) -> str:
    if kind == LEFT_DEFAULT:
        return "field default"
    return "literal" if kind.startswith("path") else kind


def _alternatives(artifacts: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Not too many, and each marked as one of several where it is: a tokenizer beside a model is
    none of them."""
    listed = list(artifacts)[:MAX_ARTIFACTS]
    several = Counter(a.type for a in listed)
    return tuple(
        replace(a, certainty="alternative") if a.certainty == "exact" and several[a.type] > 1 else a
        for a in listed
    )


def purl(reference: grammar.Reference, revision: str | None, artifact: str) -> str | None:
    """Package URL of a model on the Hugging Face hub; other things have no agreed form."""
    if reference.hub != "huggingface" or artifact == "dataset" or reference.type is not None:
        return None
    if not grammar.is_repository(reference.id):
        return None
    name = "/".join(quote(p, safe="") for p in reference.id.split("/"))
    return f"pkg:huggingface/{name}" + (f"@{revision}" if revision else "")
