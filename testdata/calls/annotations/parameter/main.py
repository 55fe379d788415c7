"""An annotated parameter is an object of that class when no call says more."""


class Loader:
    def load(self):
        return self.read()

    def read(self):
        return 1


def prepare(loader: Loader):
    return loader.load()


def quoted(loader: "Loader"):
    return loader.read()
