"""Names of the module looked up as strings."""


def boot():
    return 1


def halt():
    return 2


class Machine:
    def spin(self):
        return 3


def run():
    globals()["boot"]()
    vars(Machine)["spin"](Machine())
    table = locals()
    return table


run()
globals()["halt"]()
