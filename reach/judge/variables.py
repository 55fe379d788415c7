"""Environment variables that decide: set by deployment files, or by the code itself."""

from collections.abc import Iterable, Iterator

from reach.flow.environment import written
from reach.flow.evaluator import Evaluator
from reach.flow.values import Const, Place
from reach.identify.places import Places
from reach.records.project import EnvValue, Launch, Project
from reach.records.rule import Condition, Ruleset

Settings = dict[str, dict[str, str]]
"""Name of a variable -> its texts, each with the place where it is written."""


class Variables:
    """The variables that conditions of the rulesets ask for."""

    def __init__(self, ev: Evaluator, places: Places, project: Project, ruleset: Ruleset) -> None:
        names = {name for condition in _conditions(ruleset) for name in _names(condition)}
        self.coded: Settings = {}
        for name in sorted(names):
            for value in sorted(written(ev, name, None), key=lambda v: v.order):
                if isinstance(value, Const) and value.body and not isinstance(value.body, Place):
                    where = places.token(value.body.facts.path, value.position)
                    texts = self.coded.setdefault(name, {})
                    texts.setdefault(str(value.value), f"{where.path}:{where.line}")
        self.everywhere = settings(project.environment, self.coded)

    def of(self, launch: Launch | None) -> Settings:
        """What may be set: for a process that a deployment file starts, what this one gives it."""
        return self.everywhere if launch is None else self.certainly(launch)

    def certainly(self, launch: Launch | None) -> Settings:
        """What is set for a process, whoever starts it otherwise."""
        return settings(launch.environment if launch is not None else (), self.coded)


def settings(variables: Iterable[EnvValue], more: Settings | None = None) -> Settings:
    """Variables by their names, beside others that are known already."""
    found: Settings = {name: dict(texts) for name, texts in (more or {}).items()}
    for each in variables:
        found.setdefault(each.name, {}).setdefault(each.value, f"{each.path}:{each.line}")
    return found


def _conditions(ruleset: Ruleset) -> Iterator[Condition]:
    for sink in ruleset.sinks:
        for check in sink.checks:
            for case in (check, *check.cases):
                yield from case.when
    for guard in ruleset.guards:
        yield from guard.when


def _names(condition: Condition) -> Iterator[str]:
    for test in (condition.environment, condition.environment_not, condition.process):
        if test is not None:
            yield test.partition("=")[0]
    for other in condition.also:
        yield from _names(other)
