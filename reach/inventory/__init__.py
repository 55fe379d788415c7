"""Loads -> the inventory of a project: each artifact once, with everybody who loads it."""

from reach.inventory.collect import collect

__all__ = ["collect"]
