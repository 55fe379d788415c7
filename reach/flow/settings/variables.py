"""Libraries that read environment variables: environs, decouple, django-environ, starlette."""

from typing import TYPE_CHECKING

from reach.flow.environment import variable
from reach.flow.library import Site, model
from reach.flow.settings.hooks import items_of, texts
from reach.flow.values import External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_CASTS = ("str", "path", "url", "json", "int", "float", "bool", "list", "enum", "get_value")
_READERS = tuple(
    f"{owner}{cast}"
    for owner in ("environs.Env()", "environs.env", "environ.Env()", "environ.FileAwareEnv()")
    for cast in ("", *(f".{cast}" for cast in _CASTS))
)


@model(*_READERS, "decouple.config", "decouple.AutoConfig()", "decouple.Config()",
       "starlette.config.Config()", "prettyconf.config", "envparse.env", "envparse.env.str",
       "os.environb.get", "dagster.EnvVar")  # fmt: skip
def _read(site: Site) -> Values:
    given = site.arguments.first(1, "default")
    default = site.ev.argument(given) if given is not None else None
    return variable(site.ev, site.arg(0), default, site.body, site.position)


@model("airflow.models.Variable.get", "airflow.models.variable.Variable.get",
       "airflow.sdk.Variable.get")  # fmt: skip
def _of_airflow(site: Site) -> Values:
    """A variable of Airflow, which the environment may give: `AIRFLOW_VAR_NAME`."""
    given = site.arguments.first(1, "default_var") or site.arguments.first(1, "default")
    default = site.ev.argument(given) if given is not None else None
    names = frozenset(
        site.ev.pool.const("AIRFLOW_VAR_" + name.upper()) for name in texts(site.arg(0, "key"))
    )
    if not names:
        return site.opaque()
    return variable(site.ev, names, default, site.body, site.position)


@model("os.environ.copy")
def _copy(site: Site) -> Values:
    return frozenset((site.ev.pool.external("os.environ"),))


@items_of("os.environ")
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return variable(ev, key, None, value.site, 0)
