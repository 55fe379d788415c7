"""reach: which entry points load which model, through which calls, and is that safe."""

__version__ = "0.1.0"
