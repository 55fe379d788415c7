"""Models that the project makes: what trains them, out of what, and where they go."""

from reach.inventory.lineage.trainings import Lineage

__all__ = ["Lineage"]
