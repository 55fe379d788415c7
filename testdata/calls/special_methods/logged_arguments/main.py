"""The arguments of a message are made texts where it is logged, in the way its template says."""

import logging

logging.basicConfig(level=logging.DEBUG)
logger = logging.getLogger(__name__)


class Task:
    def __repr__(self):
        return "Task()"


class Job:
    def __str__(self):
        return "job"

    def __repr__(self):
        return "Job()"


class Worker:
    def __init__(self, name):
        self.name = name
        self.log = logging.getLogger(name)

    def work(self, job):
        self.log.error("worker %s: %s", self.name, job)


def started(task, job):
    logger.info("running %s for %r", task, job)


def on_root(job):
    logging.warning("%s", job)


def by_level(level, job):
    logger.log(level, "at %d: %s", 1, job)


def several(jobs):
    logger.debug("%d: %s", len(jobs), jobs)


def without(job):
    logger.info("nothing of it")
    return job


started(Task(), Job())
on_root(Job())
by_level(logging.INFO, Job())
several([Job()])
without(Job())
Worker("a").work(Job())
