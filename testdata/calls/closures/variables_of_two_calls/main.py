"""What an inner function assigns belongs to the call of the outer one that made it."""


class First:
    def open(self):
        return 1


class Second:
    def open(self):
        return 2


def slot():
    held = None

    def put(value):
        nonlocal held
        held = value

    def use():
        return held.open()

    return put, use


def remembering(function):
    known = {}

    def wrapper():
        if "it" not in known:
            known["it"] = function()
        return known["it"]

    return wrapper


@remembering
def first():
    return First()


@remembering
def second():
    return Second()


def open_first():
    return first().open()


def open_second():
    return second().open()


def run():
    put, use = slot()
    put(First())
    use()
    open_first()
    open_second()


run()
