"""Every model of settings; importing them registers them."""

from types import ModuleType

from reach.flow.settings import namespaces

MODELS: tuple[ModuleType, ...] = (namespaces,)
