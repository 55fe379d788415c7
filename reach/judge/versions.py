"""Which version of a library the project installs, and what that decides."""

from copy import copy

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from reach.discover.development import is_development
from reach.discover.manifests.plain import plain
from reach.records.distributions import canonical
from reach.records.project import Requirement
from reach.records.record import dataclass

_ORDER = (
    "notebook",
    "script",
    "lock",
    "constraints",
    "requirements",
    "dockerfile",
    "pyproject",
    "setup.cfg",
    "setup.py",
)
"""Kinds of manifests, the most binding first."""

_OWN = frozenset(("notebook", "script"))
"""Kinds of what counts in the file alone that it stands in."""

_HELD = frozenset(
    ("requirements", "requirement", "reqs", "deps", "dependencies", "constraints", "docker")
)
"""Folders that only hold the manifests of the folder above."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a version condition holds; None when the project does not say."""

    holds: bool | None
    fact: str
    """`torch 2.4.1 (requirements.txt:3)`."""
    allowed: bool = False
    """The condition holds for the lowest version that the project names, and not for all."""


class Versions:
    """The requirements of a project, by distribution, as they count for one file: manifests of
    the folders above it, the nearest first, before those of other parts of the tree, and those
    of tests and examples elsewhere last. What is in a folder with manifests of its own is a project
    of its own: those of its siblings say nothing about it. What a notebook installs, or a script
    says that it needs, counts there before all else, and nowhere else."""

    def __init__(self, requirements: tuple[Requirement, ...]) -> None:
        self._path = ""
        self._answers: dict[tuple[str, str], Answer] = {}
        """By file and condition, of all files together."""
        self._by_name: dict[str, list[Requirement]] = {}
        shared = (each for each in requirements if each.kind not in _OWN)
        self._folders = {_folder(requirement) for requirement in shared} - {()}
        for requirement in requirements:
            self._by_name.setdefault(canonical(requirement.name), []).append(requirement)

    def near(self, path: str) -> "Versions":
        """The same requirements, as they count for another file."""
        same = copy(self)
        same._path = path
        return same

    def in_force(self, name: str) -> Requirement | None:
        """The requirement that decides the version of a distribution."""
        known = self._by_name.get(canonical(name), [])
        project = self._project()
        constrained = [r for r in known if r.specifier and self._concerns(r, project)]
        return min(constrained, key=self._rank, default=None)

    def _project(self) -> tuple[str, ...]:
        """The nearest folder above the file that has manifests; the root, if none has."""
        folders = tuple(self._path.split("/")[:-1])
        while folders and folders not in self._folders:
            folders = folders[:-1]
        return folders

    def _concerns(self, requirement: Requirement, project: tuple[str, ...]) -> bool:
        """Whether a manifest is above the file, or in its project."""
        if requirement.kind in _OWN:
            return requirement.path == self._path
        folder = _folder(requirement)
        return self._is_above(folder) or folder[: len(project)] == project

    def _is_above(self, folder: tuple[str, ...]) -> bool:
        return folder == tuple(self._path.split("/")[:-1])[: len(folder)]

    def _rank(self, requirement: Requirement) -> tuple[int, int, tuple[int, int, str, int]]:
        folders = _folder(requirement)
        if requirement.kind in _OWN:
            return 0, -len(folders) - 1, _rank(requirement)
        if self._is_above(folders):
            return 0, -len(folders), _rank(requirement)
        return (2 if is_development(requirement.path) else 1), 0, _rank(requirement)

    def check(self, condition: str) -> Answer:
        """Whether `torch<2.6` holds for what the project installs."""
        asked = (self._path, condition)
        if asked not in self._answers:
            self._answers[asked] = self._check(condition)
        return self._answers[asked]

    def _check(self, condition: str) -> Answer:
        wanted = plain(condition)
        if wanted is None:
            return Answer(None, "")
        found = self.in_force(wanted.name)
        if found is None:
            return Answer(None, f"{wanted.name} version unknown: the unsafe default holds")
        where = f"({found.path}:{found.line})"
        exact = _exact(found.specifier)
        if exact is not None:
            fact = f"{wanted.name} {exact} {where}"
            return Answer(wanted.specifier.contains(exact, prereleases=True), fact)
        fact = f"{wanted.name} {found.specifier} {where}"
        holds = _overlap(found.specifier, wanted.specifier)
        allowed = holds is None and _begins_in(found.specifier, wanted.specifier)
        return Answer(holds, fact, allowed)


def _folder(requirement: Requirement) -> tuple[str, ...]:
    """The folder that a manifest speaks of."""
    folders = requirement.path.split("/")[:-1]
    while folders and folders[-1].lower().lstrip(".") in _HELD:
        folders.pop()
    return tuple(folders)


def _rank(requirement: Requirement) -> tuple[int, int, str, int]:
    kind = _ORDER.index(requirement.kind) if requirement.kind in _ORDER else len(_ORDER)
    return kind, 0 if _exact(requirement.specifier) else 1, requirement.path, requirement.line


def _exact(specifier: str) -> Version | None:
    try:
        parts = list(SpecifierSet(specifier))
        if len(parts) == 1 and parts[0].operator in ("==", "===") and "*" not in parts[0].version:
            return Version(parts[0].version)
    except (InvalidSpecifier, InvalidVersion):
        pass
    return None


def _begins_in(specifier: str, wanted: SpecifierSet) -> bool:
    """Whether the lowest version that a specifier names satisfies the condition."""
    try:
        parts = [p for p in SpecifierSet(specifier) if p.operator in (">=", ">", "~=")]
        lowest = [Version(part.version) for part in parts]
    except (InvalidSpecifier, InvalidVersion):
        return False
    return bool(lowest) and wanted.contains(max(lowest), prereleases=True)


def _overlap(specifier: str, wanted: SpecifierSet) -> bool | None:
    """Whether every version that may be installed satisfies the condition (True), none does
    (False), or some do (None). Decided at the bounds that both sides name."""
    try:
        allowed = SpecifierSet(specifier)
    except InvalidSpecifier:
        return None
    probes: set[Version] = set()
    for part in (*allowed, *wanted):
        try:
            version = Version(part.version.removesuffix(".*"))
        except InvalidVersion:
            continue
        release = (*version.release, 0, 0)[:3]
        major, minor, micro = release[0], release[1], release[2]
        probes |= {
            version,
            Version(f"{major}.{minor}.{micro + 1}"),
            Version(f"{major}.{minor + 1}"),
            Version(f"{major + 1}"),
        }
        if micro:
            probes.add(Version(f"{major}.{minor}.{micro - 1}"))
        if minor:
            probes.add(Version(f"{major}.{minor - 1}.99"))
        if major:
            probes.add(Version(f"{major - 1}.99"))
    inside = [v for v in probes if allowed.contains(v, prereleases=True)]
    answers = {wanted.contains(v, prereleases=True) for v in inside}
    return answers.pop() if len(answers) == 1 else None
