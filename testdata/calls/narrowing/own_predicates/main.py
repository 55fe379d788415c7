"""Functions of the project that say what something is."""


class Pipe:
    def drain(self):
        return 1

    def size(self):
        return 1


class Bucket:
    def pour(self):
        return 2

    def size(self):
        return 2


class Barrel(Bucket):
    def roll(self):
        return 3

    def size(self):
        return 3


def has_method(thing, name):
    return hasattr(thing, name) and callable(getattr(thing, name))


def is_pipe(thing):
    return has_method(thing, "drain")


def is_bucket(thing):
    if isinstance(thing, Bucket):
        return True
    return False


def is_open(thing):
    if thing is None:
        return False
    return not is_pipe(thing)


def measure(thing):
    if is_pipe(thing):
        return thing.size()
    return None


def weigh(thing):
    if is_bucket(thing):
        return thing.size()
    return None


def look(thing):
    if is_open(thing):
        thing.size()
    elif thing is not None:
        thing.drain()


def roll(thing):
    if hasattr(thing, "roll"):
        return thing.size()
    return thing.pour()


measure(Pipe())
measure(Bucket())
measure(Barrel())
weigh(Pipe())
weigh(Bucket())
weigh(Barrel())
look(Pipe())
look(Bucket())
look(None)
roll(Bucket())
roll(Barrel())
