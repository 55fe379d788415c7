"""What is in the tree: sources, manifests, deployment files, config files."""

from reach.discover.project import discover

__all__ = ["discover"]
