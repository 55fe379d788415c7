"""What `import_module(name)` runs: the modules that the name means."""

from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.settings.extensions import LOADERS
from reach.flow.values import Module, in_order
from reach.graph.sites import Target
from reach.records import code as ir

IMPORTERS = frozenset(("importlib.import_module", "<builtin>.__import__", *LOADERS))
"""Functions that import what they are given the name of."""


def imported_targets(ev: Evaluator, body: Body, vid: int) -> list[Target]:
    """The modules that such a call runs, those of the packages around them too."""
    found = _modules(ev, body, vid, None)
    return [Target(module, certainty="import") for module in found if module is not body.module]


def imports(ev: Evaluator, body: Body, vid: int, module: Body, context: Context | None) -> bool:
    """Whether an operation that may run a module does so in this context."""
    if body.ops[vid][0] != ir.CALL or context is None:
        return True
    return module in _modules(ev, body, vid, context)


def _modules(ev: Evaluator, body: Body, vid: int, context: Context | None) -> dict[Body, None]:
    found: dict[Body, None] = {}
    for value in in_order(ev.ask(body, vid, context)):
        name = value.name if isinstance(value, Module) else ""
        while name:
            module = ev.program.modules.get(name)
            if module is not None:
                found[module] = None
            name = name.rpartition(".")[0]
    return found
