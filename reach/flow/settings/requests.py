"""Texts that come with a request or are typed into a form."""

from typing import TYPE_CHECKING

from reach.flow.library import Site, model
from reach.flow.settings.hooks import items_of, texts
from reach.flow.values import EMPTY, External, Values

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.evaluator import Evaluator

_PARTS = (
    *("args", "form", "values", "json", "get_json()", "files", "headers", "cookies"),
    *("args.to_dict()", "form.to_dict()", "values.to_dict()"),
)
_FLASK = tuple(f"{module}.request.{part}" for module in ("flask", "quart") for part in _PARTS)


@items_of(*_FLASK)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return _keys(ev, key, value.site, 0)


@model(*(f"{name}.get" for name in _FLASK))
def _get(site: Site) -> Values:
    return _keys(site.ev, site.arg(0, "key"), site.body, site.position) | site.arg(1, "default")


def _keys(ev: "Evaluator", key: Values, body: "Body | None", position: int) -> Values:
    found: Values = EMPTY
    for name in texts(key):
        found |= ev.unknown(f"{name[:200]} comes from the request", body, position)
    return found or ev.unknown("a key whose name is not known comes from the request", body)


@model("streamlit.text_input", "streamlit.text_area", "streamlit.sidebar.text_input",
       "streamlit.sidebar.text_area", "streamlit.number_input")  # fmt: skip
def _typed_in(site: Site) -> Values:
    return site.arg(1, "value") | site.opaque()


@model("streamlit.selectbox", "streamlit.radio", "streamlit.multiselect",
       "streamlit.select_slider", "streamlit.sidebar.selectbox", "streamlit.sidebar.radio",
       "streamlit.sidebar.select_slider")  # fmt: skip
def _chosen(site: Site) -> Values:
    from reach.flow.items import iterated

    found: Values = EMPTY
    body = site.body if site.body is not None else site.ev.program.bodies[0]
    for options in site.arg(1, "options"):
        found |= iterated(site.ev, options, body, site.position)
    return found or site.opaque()
