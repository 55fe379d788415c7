"""Classes registered by name are built by a factory."""

MODELS = {}


def register(cls):
    MODELS[cls.__name__] = cls
    return cls


@register
class Small:
    def __init__(self):
        self.size = 1


@register
class Big:
    def __init__(self):
        self.size = 2


def create(name):
    return MODELS[name]()


create("Small")
create("Big")
