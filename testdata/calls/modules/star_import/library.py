"""Names that are exported, and one that is not."""

__all__ = ["_listed", "visible"]


def visible():
    return 1


def _listed():
    return 2


def hidden():
    return 3
