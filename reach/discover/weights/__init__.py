"""Weight files of the tree: what their content says they are. Nothing is unpickled or executed."""

from reach.discover.weights.inspect import Weights

__all__ = ["Weights"]
