"""A function rebinds a name of the module."""

backend = None


class Torch:
    def run(self):
        return 1


def use_torch():
    global backend
    backend = Torch()


def run():
    return backend.run()


use_torch()
run()
