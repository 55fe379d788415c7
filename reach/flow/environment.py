"""Environment variables: values that deployment files set, else the default in the code."""

from typing import TYPE_CHECKING

from reach.flow.library import Site, model
from reach.flow.program import Body
from reach.flow.values import EMPTY, Const, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator



def variable(
    ev: "Evaluator", names: Values, default: Values | None, body: Body | None, position: int
) -> Values:
    """The values of an environment variable."""
    found: Values = EMPTY
    for name in names:
        if not isinstance(name, Const) or not isinstance(name.value, str):
            found |= ev.unknown("environment variable whose name is not known", body, position)
            continue
        deployed = ev.environment.get(name.value)
        if deployed:
            found |= frozenset(deployed(ev))
        elif default is None:
            reason = f"environment variable {name.value} has no default"
            found |= ev.unknown(reason, body, position)
        else:
            found |= defaulted(ev, default, name.value, body, position)
    return found


def defaulted(
    ev: "Evaluator", default: Values, name: str, body: Body | None, position: int
) -> Values:
    """The default in the code, marked as one that the environment can replace."""
    found: Values = EMPTY
    for value in default:
        if isinstance(value, Const) and value.value is None:
            found |= ev.unknown(f"environment variable {name} has no default", body, position)
        elif isinstance(value, Const):
            found |= {ev.pool.const(value.value, value.body, value.position, "environment default")}
        else:
            found |= {value}
    return found


@model("os.getenv", "os.environ.get", "os.environ.pop", "os.environ.setdefault")
def _getenv(site: Site) -> Values:
    names = site.arg(0, "key")
    default = None
    if len(site.arguments.positional) > 1 or site.keyword("default") is not None:
        default = site.arg(1, "default")
    return variable(site.ev, names, default, site.body, site.position)
