"""The original stays reachable as __wrapped__."""

from functools import wraps


def audited(function):
    @wraps(function)
    def wrapper():
        return function()

    return wrapper


@audited
def transfer():
    return 1


transfer.__wrapped__()
