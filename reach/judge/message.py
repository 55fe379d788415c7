"""The message of a finding: its first sentence stands alone."""

from typing import Protocol

from reach.records.finding import Artifact, Unknown, Witness
from reach.records.rule import Check, Sink

_SHOWN = 2
"""Artifacts named in the message."""


class Named(Protocol):
    """A use of a sink, and the name by which it is spoken of."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def sink(self) -> Sink:
        """What is used."""


def message(
    sink: Named,
    check: Check,
    grade: str,
    witnesses: tuple[Witness, ...],
    artifacts: tuple[Artifact, ...],
    unknown: tuple[Unknown, ...],
) -> str:
    """Who loads what, through which call, and what is wrong with that: what the entry point that
    is named loads, not what others do."""
    if witnesses:
        artifacts, unknown = witnesses[0].artifacts, witnesses[0].unknown
    what = _what(artifacts, sink)
    name = short(sink.name)
    if witnesses:
        first = f"{witnesses[0].entry.name} loads {what} with {name}: {check.because}."
    elif grade == "dormant":
        first = f"{name} loads {what}, reached by no entry point: {check.because}."
    else:
        first = f"{name} loads {what}: {check.because}."
    if artifacts or not unknown:
        return first
    reason = min((each.reason for each in unknown), key=_place)
    return f"{first} The identifier is unknown: {reason}."


_FROM_OUTSIDE = (
    "comes from the request",
    "command line argument",
    "environment variable",
    "is passed by",
)
"""What reasons say of values that somebody outside the program gives: they tell most."""


def _place(reason: str) -> int:
    return next((i for i, words in enumerate(_FROM_OUTSIDE) if words in reason), len(_FROM_OUTSIDE))


def short(name: str) -> str:
    """A dotted name as code writes it: class and method, or module and function."""
    parts = name.split(".")
    shown = 3 if parts[-2:-1] == ["*"] else 2
    return ".".join(parts[-shown:])


def _what(artifacts: tuple[Artifact, ...], sink: Named) -> str:
    if not artifacts:
        return {"file": "a file"}.get(sink.sink.artifact, f"an unknown {sink.sink.artifact}")
    names = list(dict.fromkeys(_name(a) for a in artifacts))
    shown = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _name(artifact: Artifact) -> str:
    revision = artifact.revision
    if revision is None:
        return artifact.id
    return f"{artifact.id}@{revision[:12] if artifact.pinned else revision}"
