import importlib

from .names import getter

__getattr__ = getter({"Mixer": ".mixer", "other": ".parts"}, __name__)

later = importlib.import_module(".later", package=__package__)
