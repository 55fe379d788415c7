"""Ray Serve calls the function that an application names with the application's arguments.

`serve run app:build model=org/name`, or `import_path` and `args` of a configuration. Where the
parameter is declared as a pydantic model, its fields are filled. Read in ray 2.60.
"""

from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.bodies import Body
from reach.flow.settings.assigned import applied, bundled, rows
from reach.flow.values import EMPTY, Instance, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_APPLICATIONS = 100


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """The first parameter of a function that builds an application; None for anything else."""
    if index or body.owner is not None or not ev.launches:
        return None
    launches = applied(ev, body, ("serve", "run"))
    if not launches:
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
