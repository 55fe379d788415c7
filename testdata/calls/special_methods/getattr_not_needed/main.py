"""`__getattr__` is not asked for what an object was given from outside, by name."""


class Model:
    def __getattr__(self, name):
        return self.look_up(name)

    def look_up(self, name):
        return len(name)


def give(model, name, value):
    setattr(model, name, value)


def read(model):
    return model.state + getattr(model, "mode")  # noqa: B009


def missing(model):
    return model.other


model = Model()
give(model, "state", 1)
give(model, "mode", 2)
read(model)
missing(model)
