"""An object that is logged in the place of a message, and loggers whose templates have braces."""

import logging

logger = logging.getLogger(__name__)


class Refused(Exception):
    def __init__(self, name):
        super().__init__(name)
        self.name = name

    def __str__(self):
        return f"refused {self.name}"


class Job:
    number = 1

    def __str__(self):
        return "job"

    def __repr__(self):
        return "Job()"


class Message:
    def __init__(self, template, given):
        self.template = template
        self.given = given

    def __str__(self):
        return self.template.format(*self.given)


class Braces(logging.Logger):
    def _log(self, level, msg, args, **options):
        super()._log(level, Message(msg, args), (), **options)


class Named(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"named: {msg}", kwargs


braces = Braces("braces", logging.DEBUG)
named = Named(logger, {})


def refuse():
    raise Refused("job")


def caught():
    try:
        refuse()
    except Refused as error:
        logger.error(error)


def by_level(job):
    logger.log(logging.ERROR, job)


def message():
    logger.error("nothing of it")


def part_of(job):
    braces.info("job {.number}", job)


def adapted():
    named.warning("nothing of it")


adapted()
caught()
by_level(Job())
message()
part_of(Job())
