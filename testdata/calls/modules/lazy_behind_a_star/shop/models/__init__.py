import sys

from .lazy import Lazy

sys.modules[__name__] = Lazy(__name__, {"saw": ["Saw"]})
