"""Models that the project makes: what trains them, out of what, and where they go."""

from reach.inventory.lineage.drafts import Draft, Outcome, Part
from reach.inventory.lineage.trainings import Lineage

__all__ = ["Draft", "Lineage", "Outcome", "Part"]
