"""What a program sets to see its records is called by whoever logs."""

import logging


class Spoken(logging.getLoggerClass()):
    def say(self, text):
        self.info(text)


logging.setLoggerClass(Spoken)
log = logging.getLogger("kiln")


class Plain(logging.Formatter):
    def format(self, record):
        return self.stamp() + record.getMessage()

    def stamp(self):
        return "> "


class Unset(logging.Formatter):
    def format(self, record):
        return "?"


class Shelf(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


class Quiet(logging.Filter):
    def filter(self, record):
        return "draft" not in record.msg


class Sieve:
    """Not one of logging's."""

    def __init__(self):
        self.filters = []

    def addFilter(self, one):
        self.filters.append(one)


class Mesh:
    def filter(self, record):
        return True


def plain():
    return Plain()


def prepare():
    shelf = Shelf()
    shelf.setFormatter(plain())
    shelf.addFilter(Quiet())
    log.addHandler(shelf)
    log.setLevel(logging.INFO)


def fire(cone):
    log.warning("cone %s", cone)


prepare()
Sieve().addFilter(Mesh())
fire(6)
log.say("done")
