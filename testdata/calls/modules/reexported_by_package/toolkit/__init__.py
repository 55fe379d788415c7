"""The toolkit's face."""

from ._impl import _fetch as fetch
from ._impl import Store

__all__ = ["Store", "fetch"]
