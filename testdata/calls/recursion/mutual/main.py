"""Two functions that call each other, and a way out."""


def even(number):
    return done() if number == 0 else odd(number - 1)


def odd(number):
    return done() if number == 0 else even(number - 1)


def done():
    return True


even(2)
odd(2)
even(3)
