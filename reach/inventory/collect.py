"""Group the artifacts of all sink calls into components."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace

from reach.inventory.finished import training
from reach.inventory.publishers import publisher
from reach.records.draft import Draft, Part
from reach.records.finding import GRADES, NAMED, ROLES, Artifact, Finding, Load, Report, Use
from reach.records.inventory import (
    Advisory,
    Component,
    Inventory,
    Occurrence,
    TreeFile,
    Unresolved,
)

Key = tuple[str, str, str, str | None, bool]
"""Hub, kind of repository, identifier, revision, pinned: what makes an artifact another one."""

_BESIDE = {"model": {"json", "yaml"}, "adapter": {"json", "yaml"}}
"""Formats of the files beside the weights, by type."""


Files = Callable[[str, str], tuple[TreeFile, ...]]
"""The files of the tree that a path means in a source file."""


Reported = Callable[[Artifact, Iterable[str]], tuple[Advisory, ...]]
"""What is publicly reported about an artifact, whose files may have these digests."""


def collect(
    report: Report,
    files: Files | None = None,
    reported: Reported | None = None,
) -> Inventory:
    """The inventory of a scanned project."""
    findings = _by_call(report.findings)
    groups: dict[Key, list[tuple[Artifact, Occurrence]]] = {}
    unresolved: list[Unresolved] = []
    for load in report.loads:
        for use in load.uses:
            found = _occurrence(load, use, findings)
            groups.setdefault(_key(use.artifact), []).append((use.artifact, found))
        if load.unknown or not load.uses:
            unresolved.append(_unresolved(load))
    for draft in report.made:
        for part in (*draft.models, *draft.datasets):
            _add_part(groups, draft, part)
    components = [_component(key, group) for key, group in groups.items()]
    if files is not None:
        components = [_with_files(component, files) for component in components]
    if reported is not None:
        components = [
            _with_reports(component, groups[key], reported)
            for key, component in zip(groups, components, strict=True)
        ]
    return Inventory(
        root=report.root,
        components=tuple(sorted(components, key=_order)),
        unresolved=tuple(sorted(unresolved, key=lambda u: (u.location, u.sink))),
        trainings=tuple(training(draft, ref_of) for draft in report.made),
    )


def _add_part(
    groups: dict[Key, list[tuple[Artifact, Occurrence]]], draft: Draft, part: Part
) -> None:
    """What a model is made of is loaded, also by a call that is no sink for anything else."""
    group = groups.setdefault(_key(part.artifact), [])
    if any(each.location == part.location for _, each in group):
        return
    occurrence = Occurrence(
        location=part.location,
        function=part.function or draft.function,
        sink=part.sink,
        role=part.artifact.type,
        grade=draft.grade,
        file=part.artifact.file,
        format=part.artifact.format,
        certainty=part.artifact.certainty,
        origins=() if part.artifact.origin is None else (part.artifact.origin,),
        entry_points=draft.entry_points,
        witness=None,
        findings=(),
    )
    group.append((part.artifact, occurrence))


def _by_call(findings: Iterable[Finding]) -> dict[tuple[object, str], list[Finding]]:
    found: dict[tuple[object, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.location, finding.sink), []).append(finding)
    return found


def _key(artifact: Artifact) -> Key:
    """A model and its tokenizer are one repository; a dataset of the same name is another."""
    kind = artifact.type if artifact.type == "dataset" and artifact.hub != "local" else ""
    return (artifact.hub, kind, artifact.id, artifact.revision, artifact.pinned)


def _occurrence(
    load: Load, use: Use, findings: dict[tuple[object, str], list[Finding]]
) -> Occurrence:
    artifact = use.artifact
    about = findings.get((load.location, load.sink), ())
    return Occurrence(
        location=load.location,
        function=load.function,
        sink=load.sink,
        role=artifact.type,
        grade=use.grade,
        file=artifact.file,
        format=artifact.format,
        certainty=artifact.certainty,
        origins=() if artifact.origin is None else (artifact.origin,),
        entry_points=use.entry_points,
        witness=use.witness,
        findings=tuple(
            sorted(f.fingerprint for f in about if _key(artifact) in map(_key, f.artifacts))
        ),
    )


def _unresolved(load: Load) -> Unresolved:
    return Unresolved(load.location, load.function, load.sink, load.role, load.grade, load.unknown)


def _component(key: Key, group: list[tuple[Artifact, Occurrence]]) -> Component:
    hub, _, name, revision, pinned = key
    artifacts = [artifact for artifact, _ in group]
    occurrences = _merged(occurrence for _, occurrence in group)
    roles = sorted({a.type for a in artifacts}, key=ROLES.index)
    formats = {a.format for a in artifacts if a.type == roles[0]} - _BESIDE.get(roles[0], set())
    return Component(
        ref=_ref(key),
        type=roles[0],
        roles=tuple(roles),
        hub=hub,
        id=name,
        publisher=publisher(hub, name),
        revision=revision,
        pinned=pinned,
        files=tuple(sorted({a.file for a in artifacts if a.file is not None})),
        formats=tuple(sorted(formats - {"unknown"}) or ["unknown"]),
        purl=next((a.purl for a in artifacts if a.purl is not None), None),
        certainty=min((a.certainty for a in artifacts), key=NAMED.index),
        aliases=tuple(sorted({a.alias for a in artifacts if a.alias is not None})),
        grade=occurrences[0].grade,
        occurrences=occurrences,
    )


def _with_files(component: Component, files: Files) -> Component:
    """A local path with what it is in the tree; content says more than names."""
    if component.hub != "local" or component.certainty == "pattern":
        return component
    near = dict.fromkeys(each.location.path for each in component.occurrences)
    tree = tuple(dict.fromkeys(file for path in near for file in files(component.id, path)))
    known = {file.format for file in tree if file.format not in ("unknown", "text", "json")}
    return replace(component, tree=tree, formats=tuple(sorted(known)) or component.formats)


def _with_reports(
    component: Component, group: list[tuple[Artifact, Occurrence]], reported: Reported
) -> Component:
    digests = [file.sha256 for file in component.tree if file.sha256 is not None]
    found = {each.id: each for artifact, _ in group for each in reported(artifact, digests)}
    return replace(component, advisories=tuple(found[key] for key in sorted(found)))


def _merged(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """One occurrence for each call and role, the strongest; every origin kept."""
    found: dict[tuple[object, ...], Occurrence] = {}
    for each in sorted(occurrences, key=lambda o: -GRADES.index(o.grade)):
        key = (each.location, each.sink, each.role, each.file)
        first = found.get(key)
        if first is None:
            found[key] = each
        else:
            origins = dict.fromkeys((*first.origins, *each.origins))
            entries = dict.fromkeys((*first.entry_points, *each.entry_points))
            found[key] = replace(first, origins=tuple(origins), entry_points=tuple(entries))
    return tuple(
        sorted(found.values(), key=lambda o: (-GRADES.index(o.grade), o.location, o.sink, o.role))
    )


def ref_of(artifact: Artifact) -> str:
    """The name of the component that an artifact is."""
    return _ref(_key(artifact))


def _ref(key: Key) -> str:
    text = "\n".join(str(part) for part in key)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _order(component: Component) -> tuple[object, ...]:
    return (
        ROLES.index(component.type),
        component.hub,
        component.id,
        component.revision or "",
        component.ref,
    )
