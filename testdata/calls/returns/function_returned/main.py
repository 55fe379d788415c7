"""A function returns a function, which is called."""


def strict(value):
    return value


def lenient(value):
    return value


def validator(kind):
    if kind == "strict":
        return strict
    return lenient


validator("strict")(1)
validator("x")(2)
