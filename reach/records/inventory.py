"""What a project loads: each artifact once, with everybody who loads it."""

from reach.records.finding import EntryPoint, Location, Origin, Unknown, Witness
from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file of the scanned tree that a load gets to, as its content shows it."""

    path: str
    size: int
    """In bytes; of the stored file where this is a pointer to it."""
    sha256: str | None
    """None where the file is too large to be read whole."""
    format: str
    """By content, not by name: `pickle`, `safetensors`, ... or `unknown`."""
    pointer: bool
    """A Git LFS pointer stands in the place of the file."""
    facts: tuple[tuple[str, str], ...] = ()
    """What the file says of itself: `tensors`, `parameters`, `architecture`, ..."""


@dataclass(frozen=True, slots=True)
class Advisory:
    """A public report that an artifact is bad."""

    id: str
    summary: str
    severity: float
    """0-10."""
    published: str | None
    """Day of the report, `2024-02-27`."""
    source: str
    """Who reported it."""
    references: tuple[str, ...]
    """Addresses; the first is the report itself."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One call that loads a component."""

    location: Location
    function: str
    sink: str
    role: str
    grade: str
    file: str | None
    """File inside the repository that this call asks for."""
    format: str
    certainty: str
    """That of the identifier: `exact`, `alternative`, `pattern`."""
    origins: tuple[Origin, ...]
    """Where the identifier is written down."""
    entry_points: tuple[EntryPoint, ...]
    witness: Witness | None
    findings: tuple[str, ...]
    """Fingerprints of the findings about this call that name the component."""


@dataclass(frozen=True, slots=True)
class Component:
    """An artifact that the project loads: one repository at one revision, one URL, one path."""

    ref: str
    """Names it in this inventory and in bills of materials; the same for the same artifact."""
    type: str
    """The first of `ROLES` that it is loaded as."""
    roles: tuple[str, ...]
    hub: str
    id: str
    publisher: str | None
    """Owner of the name on its hub; the host of a URL."""
    revision: str | None
    pinned: bool
    files: tuple[str, ...]
    formats: tuple[str, ...]
    """Without `unknown`, unless nothing else is there."""
    purl: str | None
    certainty: str
    """The surest of its occurrences."""
    aliases: tuple[str, ...]
    grade: str
    """The strongest of its occurrences."""
    occurrences: tuple[Occurrence, ...]
    """Strongest grade first, then by place."""
    tree: tuple[TreeFile, ...] = ()
    """The files of the scanned tree that it is, for a local path."""
    advisories: tuple[Advisory, ...] = ()
    """Public reports that it is bad."""

    @property
    def best(self) -> Witness | None:
        """The best way to it, as what it is first of all."""
        reached = [each for each in self.occurrences if each.witness is not None]
        reached.sort(key=lambda each: (each.grade != self.grade, each.role != self.type))
        return reached[0].witness if reached else None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A call that loads something of which nothing is known."""

    location: Location
    function: str
    sink: str
    role: str
    grade: str
    reasons: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class Transformation:
    """One step that data or a model takes before it is used."""

    name: str
    """`map`, `train_test_split`, `get_peft_model`."""
    location: Location
    by: str | None
    """The function of the project that does it."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """Something that a model is made of."""

    ref: str
    """The component."""
    parameter: str
    """As what it is given: `model`, `train_dataset`."""
    steps: tuple[Transformation, ...]
    """What happens to it, first to last."""


@dataclass(frozen=True, slots=True)
class Product:
    """Where a model goes that was made."""

    ref: str
    """The same as that of the component, where the project loads it again."""
    type: str
    hub: str
    id: str
    publisher: str | None
    purl: str | None
    location: Location
    """The call that puts it there, or names the place."""
    by: str
    """`save_pretrained`, `push_to_hub`, or the setting that names it: `args.output_dir`."""


@dataclass(frozen=True, slots=True)
class Training:
    """A model that the project makes out of others: trained, tuned or merged."""

    location: Location
    function: str
    trainer: str
    """Dotted name of what trains; of the call that saves, where nothing does."""
    grade: str
    entry_points: tuple[EntryPoint, ...]
    models: tuple[Ingredient, ...]
    datasets: tuple[Ingredient, ...]
    products: tuple[Product, ...]
    unknown: tuple[tuple[str, Unknown], ...]
    """What is not known: of which parameter, and why."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything that a project loads."""

    root: str
    """As the user wrote it."""
    components: tuple[Component, ...]
    """By type, hub, identifier and revision."""
    unresolved: tuple[Unresolved, ...]
    """By place."""
    trainings: tuple[Training, ...] = ()
    """By place."""
