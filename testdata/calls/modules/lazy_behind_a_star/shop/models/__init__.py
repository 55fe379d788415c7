import sys
from typing import TYPE_CHECKING

from .lazy import Lazy

if TYPE_CHECKING:
    from .saw import *

sys.modules[__name__] = Lazy(__name__, ["saw"])
