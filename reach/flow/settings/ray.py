"""Ray Serve calls the function that an application names with the application's arguments.

`serve run app:build model=org/name`, or `import_path` and `args` of a configuration. Where the
parameter is declared as a pydantic model, its fields are filled. Read in ray 2.60.
"""

from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.bodies import Body
from reach.flow.settings.assigned import bundled, rows
from reach.flow.settings.hooks import table
from reach.flow.values import EMPTY, Instance, Value, Values
from reach.records.project import Launch

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_APPLICATIONS = 100


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """The first parameter of a function that builds an application; None for anything else."""
    if index or body.owner is not None or not ev.launches:
        return None
    known: dict[tuple[str, str], list[Launch]] = table(ev, "ray builders", lambda: _builders(ev))
    launches = known.get((body.facts.path, body.bound_name))
    if launches is None:
        return None
    given = [rows(ev, launch) for launch in launches[:MAX_APPLICATIONS]]
    mappings = EMPTY.union(*(bundled(ev, each) for each in given))
    objects: set[Value] = set()
    spec = body.code.parameters[0]
    if spec.annotation >= 0 and body.parent is not None:
        for value in declared(ev, body.parent, spec.annotation, None):
            if isinstance(value, Instance):
                made = ev.pool.instance(value.cls, body, -1, None)
                ev.tables["filled", made] = mappings
                objects.add(made)
    return frozenset(objects) or mappings


def _builders(ev: "Evaluator") -> dict[tuple[str, str], list[Launch]]:
    """The functions that applications name, by path and name."""
    ev.depend("launches")
    found: dict[tuple[str, str], list[Launch]] = {}
    for path, launches in ev.launches.items():
        for launch in launches:
            name = launch.name.partition(":")[2]
            if launch.target == "application" and launch.command[:2] == ("serve", "run"):
                found.setdefault((path, name), []).append(launch)
    return found
