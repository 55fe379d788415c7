"""A lambda returns a lambda."""


def add(left, right):
    return left + right


def adder():
    return lambda left: lambda right: add(left, right)


adder()(1)(2)
