"""What is in the tree: sources, manifests, deployment files, config files."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reach.discover.project import discover

__all__ = ["discover"]


def __getattr__(name: str) -> object:
    """The parsers of all these files are loaded when they are needed."""
    if name == "discover":
        from reach.discover.project import discover

        return discover
    raise AttributeError(name)
