"""super() works from class methods too."""


class Loader:
    @classmethod
    def build(cls):
        return cls()


class SafeLoader(Loader):
    def __init__(self):
        self.safe = True

    @classmethod
    def build(cls):
        return super().build()


SafeLoader.build()
