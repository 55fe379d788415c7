import abc
import logging
from typing import Any, Optional, Protocol, cast


class Loud(Protocol):
    def info(self, text: str, **fields: str) -> None: ...


def told(inner):
    def tell(text, **fields):
        return inner(text, extra=fields)

    return tell


def get_logger(name) -> Loud:
    logger = logging.getLogger(name)
    logger.info = told(logger.info)
    return cast(Loud, logger)


log = get_logger("steps")


class Step(abc.ABC):
    @abc.abstractmethod
    def run(self, options): ...

    def go(self, options: Optional[dict[str, Any]]):
        log.info("started")
        return self.run(options)


class Tools:
    def __init__(self, names):
        self.names = names

    def __contains__(self, name):
        return name in self.names

    def __getattr__(self, name):
        return None


class Read(Step):
    def run(self, options):
        return check(options)


def check(options: dict[str, Any] | None):
    if options and "path" not in options:
        return kind(Tools(options))
    return None


def kind(tools):
    return tools.__class__.__name__


def pick(tools: Tools):
    return "read" in tools


def main(step: Step = Read()):
    step.go({"path": "a"})
    step.go({"file": "a"})
    pick(Tools(["read"]))


main()
