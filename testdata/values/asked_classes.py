"""Classes that are asked, one after the other, whether they are meant."""

import joblib


class Engine:
    """What all have in common."""

    ending = ""

    def __init__(self, name):
        self.path = f"store/{name}{self.ending}"

    @classmethod
    def fits(cls, name):
        return name.endswith(cls.ending)

    def load(self):
        raise NotImplementedError


class Small(Engine):
    """Meant by its name alone."""

    @classmethod
    def fits(cls, name):
        return name == "small"

    def load(self):
        return joblib.load(self.path)  #? "store/small" local


class Large(Engine):
    """Not for small ones."""

    ending = ".bin"

    @classmethod
    def fits(cls, name):
        if name == "small":
            return False
        return True

    def load(self):
        return joblib.load(self.path)  #? "store/large.bin" local


def made(name):
    """The first that fits."""
    for engine in (Small, Large):
        if engine.fits(name):
            return engine(name)
    raise KeyError(name)


made("small").load()
made("large").load()
