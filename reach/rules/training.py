"""Turns the tables of `rulesets/training` into records.

- `[[trainers]]`: `names`, positional `parameters`, which of them hold `models` and `data`, and in
  which `settings` (a folder) and `published` (a repository) the results are named; `args.x` is the
  field x of what the parameter args holds. `everything`: all arguments may hold models or data.
- `[[passing]]`: a call that returns what it is given in another form: `made_of` lists parameters,
  or `self` for the object of a method. `step`: it changes the contents and is told of.
  `becomes`: the result is of this type.
- `[[readers]]`: a call that reads data, written like a sink.
- `[[saves]]`: a call that writes what a model has become: `saved` is the parameter that holds it
  or `self`, `folder` and `repository` the parameters that say where to.
- `options`: those of programs, by which they are told the folder that gets their results.
- `[[cases]]`: a snippet, and what each training in it says.
"""

from collections.abc import Iterable, Mapping

from reach.records.rule import Shorthands, Sink
from reach.records.training import Case, Passing, Saving, Trainer, TrainingRules
from reach.rules.parse import ARTIFACTS, NAME, PARAMETER, sinks
from reach.rules.table import Table

_OPTION = "--[a-z][a-z-]*"
_FIELD = rf"{PARAMETER}(\.{PARAMETER})?"


def training_rules(table: Table, short: Mapping[str, Shorthands]) -> TrainingRules:
    """Those of one file."""
    return TrainingRules(
        trainers=tuple(map(_trainer, table.tables("trainers"))),
        passing=tuple(map(_passing, table.tables("passing"))),
        readers=tuple(sinks(table, {}, short, "readers")),
        saves=tuple(map(_saving, table.tables("saves"))),
        options=table.texts("options", _OPTION),
        cases=tuple(map(_case, table.tables("cases"))),
    )


def together(parts: Iterable[TrainingRules]) -> TrainingRules:
    """Those of several files."""
    every = list(parts)
    return TrainingRules(
        trainers=tuple(each for part in every for each in part.trainers),
        passing=tuple(each for part in every for each in part.passing),
        readers=tuple(each for part in every for each in part.readers),
        saves=tuple(each for part in every for each in part.saves),
        options=tuple(each for part in every for each in part.options),
        cases=tuple(each for part in every for each in part.cases),
    )


def _names(table: Table) -> tuple[str, ...]:
    return table.texts("names", NAME) or table.fail("names", "missing")


def _trainer(table: Table) -> Trainer:
    found = Trainer(
        names=_names(table),
        parameters=table.texts("parameters", PARAMETER),
        models=table.texts("models", PARAMETER),
        data=table.texts("data", PARAMETER),
        settings=table.texts("settings", _FIELD),
        published=table.texts("published", _FIELD),
        everything=table.flag("everything") or False,
    )
    if not (found.models or found.everything):
        table.fail("models", "missing")
    table.close()
    return found


def _passing(table: Table) -> Passing:
    found = Passing(
        names=_names(table),
        parameters=table.texts("parameters", PARAMETER),
        made_of=table.texts("made_of", PARAMETER) or table.fail("made_of", "missing"),
        step=table.flag("step") or False,
        becomes=table.choice("becomes", ARTIFACTS) if table.has("becomes") else None,
    )
    table.close()
    return found


def _saving(table: Table) -> Saving:
    names, parameters = _names(table), table.texts("parameters", PARAMETER)
    folder = table.optional("folder", PARAMETER)
    repository = table.optional("repository", PARAMETER)
    found = Saving(
        names=names,
        folder=_place(names, parameters, folder, "file") if folder else None,
        repository=_place(names, parameters, repository, "huggingface") if repository else None,
        parameters=parameters,
        saved=table.text("saved", "self", PARAMETER),
    )
    table.close()
    return found


def _place(names: tuple[str, ...], parameters: tuple[str, ...], name: str, hub: str) -> Sink:
    """A place that is written to is named like one that is read."""
    return Sink(
        names=names,
        library="any",
        artifact="model",
        hub=hub,
        parameters=parameters,
        identifier=name,
        revision=None,
        file=None,
        format="unknown",
        checks=(),
    )


def _case(table: Table) -> Case:
    told = table.raw("trainings")
    if not isinstance(told, list) or not all(isinstance(each, list) for each in told):
        table.fail("trainings", "must be a list of lists of sentences")
    found = Case(
        title=table.text("title"),
        code=table.text("code"),
        trainings=tuple(tuple(map(str, each)) for each in told),
    )
    table.close()
    return found
