from ..names import getter

__getattr__ = getter({"Bench": ".bench"}, __name__)
