"""What `rulesets/training` says: how models are trained, from what, and where they are put."""

from reach.records.record import dataclass
from reach.records.sink import Sink


@dataclass(frozen=True, slots=True)
class Trainer:
    """A call that trains a model, or sets up its training."""

    names: tuple[str, ...]
    """Dotted names, as `Sink.names`; of the class, for one whose object trains."""
    parameters: tuple[str, ...]
    """Positional parameters in order, without self."""
    models: tuple[str, ...]
    """Parameters that hold what is trained."""
    data: tuple[str, ...]
    """Parameters that hold what it is trained and tested with."""
    settings: tuple[str, ...]
    """Where the results go: a parameter, or `args.output_dir`, a field of what one holds."""
    published: tuple[str, ...]
    """The same for the repository that gets them."""
    everything: bool
    """Every argument may hold models or data."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A call that returns what it is given, in another form."""

    names: tuple[str, ...]
    """Dotted names, or `*.map` for a method of anything."""
    parameters: tuple[str, ...]
    made_of: tuple[str, ...]
    """Parameters that hold what the result is made of; `self` is the object of a method."""
    step: bool
    """It changes what is in it, and is told of."""
    becomes: str | None = None
    """What the result is of: a model in an adapter is an `adapter`."""


@dataclass(frozen=True, slots=True)
class Saving:
    """A method that writes what a model has become."""

    names: tuple[str, ...]
    """Names of methods, `*.save_pretrained`, or dotted names of functions."""
    folder: Sink | None
    """How the place in the file system is read."""
    repository: Sink | None
    """How the name of the repository is read."""
    parameters: tuple[str, ...]
    saved: str
    """Parameter that holds what is saved; `self` is the object of a method."""


@dataclass(frozen=True, slots=True)
class Case:
    """A snippet, and the lineage that it has. Run as a test."""

    title: str
    code: str
    trainings: tuple[tuple[str, ...], ...]
    """What each training says, in the words of `reach.inventory.lineage.told`."""


@dataclass(frozen=True, slots=True)
class TrainingRules:
    """All of `rulesets/training`."""

    trainers: tuple[Trainer, ...] = ()
    passing: tuple[Passing, ...] = ()
    readers: tuple[Sink, ...] = ()
    """Calls that read data, which count where a model is trained with it."""
    saves: tuple[Saving, ...] = ()
    options: tuple[str, ...] = ()
    """Options of programs that name the folder which gets their results, with dashes."""
    cases: tuple[Case, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that returns something whose origin is asked for."""
        names = [name for each in self.trainers for name in each.names]
        names += [name for each in self.passing for name in each.names]
        names += [name for each in self.readers for name in each.names]
        return tuple(dict.fromkeys(names))
