"""Extensions of bots: `await bot.load_extension("bot.cogs.music")` imports a module and calls its
`setup` with the bot. Read in discord.py 2.7."""

from typing import TYPE_CHECKING

from reach.flow.callbacks import SPECIAL
from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.modules import module_attribute
from reach.flow.values import External, Function, Module, Values, in_order

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PACKAGES = ("discord", "nextcord", "disnake")
_BOTS = ("Bot", "AutoShardedBot", "bot.Bot", "bot.AutoShardedBot", "InteractionBot")

LOADER = "load_extension"
SET_UP = "setup"
"""The method that loads a module, and the function of it that is called then."""

LOADERS = tuple(
    f"{package}.ext.commands.{bot}{made}.{LOADER}"
    for package in _PACKAGES
    for bot in _BOTS
    for made in ("", "()")
)
"""Methods that import what they are given the name of."""


@model(*LOADERS)
def _loaded(site: Site) -> Values:
    """The module, though nobody gets it."""
    from reach.flow.reflection import by_name

    return by_name(site)


def _set_up(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    found: list[tuple[Values, Arguments]] = []
    bot = callee.receiver
    given = Arguments(((False, frozenset((bot,))),)) if bot is not None else Arguments(partly=True)
    for value in in_order(_loaded(Site(ev, callee, arguments, None, -1, None))):
        if isinstance(value, Module):
            named = module_attribute(ev, value, SET_UP)
            functions = frozenset(v for v in named if isinstance(v, Function))
            if functions:
                found.append((functions, given))
    return found


SPECIAL.update(dict.fromkeys(LOADERS, _set_up))
