"""A table of classes, keyed by a setting, then a method on the object."""


class Adam:
    def __init__(self, rate):
        self.rate = rate

    def step(self):
        return 1


class Sgd:
    def step(self):
        return 2


OPTIMIZERS = dict(adam=lambda: Adam(0.1), sgd=Sgd)


def optimise(name):
    optimizer = OPTIMIZERS[name]()
    return optimizer.step()


optimise("adam")
optimise("sgd")
