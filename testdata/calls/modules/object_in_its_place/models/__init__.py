import sys

from .lazy import LazyModule

_import_structure = {"bert": ["Bert"]}
_import_structure["factory"] = ["build"]

sys.modules[__name__] = LazyModule(__name__, __file__, _import_structure)
