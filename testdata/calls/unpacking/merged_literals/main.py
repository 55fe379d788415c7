"""Stars inside literals spread the elements."""


def early():
    return 1


def late():
    return 2


def chosen():
    return 3


BASE = {"run": early, "stop": early}


def run():
    table = {**BASE, "run": late}
    steps = [*[chosen], early]
    table["run"]()
    return steps[0]()


run()
