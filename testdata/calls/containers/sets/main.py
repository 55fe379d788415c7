"""Elements of a set are called in any order."""


def red():
    return 1


def green():
    return 2


def run():
    colours = {red}
    colours.add(green)
    for colour in colours:
        colour()


run()
