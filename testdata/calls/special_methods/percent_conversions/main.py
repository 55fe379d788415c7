"""`%r` shows an object in another way than `%s`, and `%d` in none."""


class Job:
    def __str__(self):
        return "job"

    def __repr__(self):
        return "Job()"


class Task:
    def __repr__(self):
        return "Task()"


def as_text(job):
    return "%s" % job


def as_code(job):
    return "%-5r" % job


def several(job, task):
    return "%d %% %s %r" % (1, task, job)


def by_name(job, task):
    return "%(job)s %(kind)s" % {"job": job, "task": task, "kind": "x"}


def in_a_list(job):
    return "%s" % [job]


as_text(Job())
as_code(Job())
several(Job(), Task())
by_name(Job(), Task())
in_a_list(Job())
