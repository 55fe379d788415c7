"""Every model of settings; importing them registers them."""

from types import ModuleType

from reach.flow.settings import configs, hydra, ini, namespaces, omega, reading

MODELS: tuple[ModuleType, ...] = (configs, hydra, ini, namespaces, omega, reading)
