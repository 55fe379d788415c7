"""setattr with a known name is an assignment."""


class Model:
    pass


def forward():
    return 1


def run():
    model = Model()
    setattr(model, "forward", forward)  # noqa: B010
    return model.forward()


run()
