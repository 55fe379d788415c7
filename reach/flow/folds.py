"""`functools.reduce`: one element after the other, where the sequence is certain."""

from reach.flow.calls import call_values
from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.sequences import layout
from reach.flow.through import through
from reach.flow.values import Values

MAX_FOLDED = 12
"""Elements of a sequence that are gone through one by one."""


@model("functools.reduce")
def _folded(site: Site) -> Values:
    """What a function makes of all elements: `reduce(getitem, "a.b".split("."), settings)`."""
    ev, given = site.ev, site.all()
    sequences = site.arg(1)
    exact = layout(ev, next(iter(sequences))) if len(sequences) == 1 else None
    initial = site.arguments.first(2, "initial")
    if exact is None or not 0 < len(exact) <= MAX_FOLDED or len(given) < 2:
        return through(site)
    held = ev.argument(initial) if initial is not None else ev.argument(exact[0])
    for element in exact if initial is not None else exact[1:]:
        arguments = Arguments(((False, held), (False, element)))
        held = call_values(ev, given[0], arguments, site.body, site.vid, site.context)
        if not held:
            return through(site)
    return held
