"""Nested functions are called from their own outer function."""


def outer(depth):
    def helper(value):
        return finish(value)

    def finish(value):
        return value + depth

    return helper(1)


outer(2)
