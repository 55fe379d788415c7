"""What a program sets for all loggers: their class, and what makes the records."""

import logging


class Terse(logging.Formatter):
    def usesTime(self):
        return False


class Tracing(logging.Logger):
    def trace(self, text):
        self._log(5, text, ())


def record(*args, **kwargs):
    return default(*args, **kwargs)


default = logging.getLogRecordFactory()
logging.setLogRecordFactory(record)
logging.setLoggerClass(Tracing)


def work():
    log = logging.getLogger("worker")
    log.warning("started")
    log.trace("working")


def show(record):
    return Terse().format(record)


work()
show(logging.makeLogRecord({"msg": "done"}))
