"""The else of a loop is code like any other."""


def attempt():
    return None


def give_up():
    return None


def retry(count):
    while count:
        attempt()
        count -= 1
    else:
        give_up()


retry(2)
