"""A value comes back through several returns."""


class Model:
    def eval(self):
        return 1


def build():
    return Model()


def prepare():
    return build()


def model():
    result = prepare()
    return result


model().eval()
