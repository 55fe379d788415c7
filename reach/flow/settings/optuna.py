"""Optuna and Ray Tune: what a trial suggests is one of the choices that it is given."""

from typing import TYPE_CHECKING

from reach.flow.callbacks import SPECIAL
from reach.flow.contents import elements_of
from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.values import External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_TRIALS = ("optuna.Trial()", "optuna.trial.Trial()", "optuna.trial._trial.Trial()")
_STUDIES = (
    "optuna.Study()",
    "optuna.create_study()",
    "optuna.load_study()",
    "optuna.study.Study()",
    "optuna.study.create_study()",
    "optuna.study.load_study()",
)


@model(*(f"{trial}.suggest_categorical" for trial in _TRIALS))
def _suggested(site: Site) -> Values:
    return elements_of(site, site.arg(1, "choices")) or site.opaque()


@model("ray.tune.choice", "ray.tune.grid_search")
def _chosen(site: Site) -> Values:
    return elements_of(site, site.arg(0)) or site.opaque()


def _optimized(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """`study.optimize(objective)` calls the objective with a trial."""
    trial = frozenset((ev.pool.external(_TRIALS[0]),))
    return [(ev.argument(arguments.first(0, "func")), Arguments(((False, trial),)))]


for _study in _STUDIES:
    SPECIAL[f"{_study}.optimize"] = _optimized
