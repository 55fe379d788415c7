"""What passes through a function comes out at its own call site."""


def same(value):
    return value


def red():
    return "red"


def blue():
    return "blue"


def paint():
    return same(red)()


def sky():
    return same(blue)()


paint()
sky()
