"""A lambda may be called where it stands."""


def stamp(value):
    return value


def run():
    return (lambda value: stamp(value))(1)


run()
