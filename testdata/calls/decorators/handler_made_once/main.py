"""Decorators that make a function an object, unless one before them did already."""


class Task:
    @classmethod
    def of(cls, work):
        if isinstance(work, cls):
            return work
        task = cls(work)
        task.title = getattr(work, "title", task.title)
        return task

    def __init__(self, work):
        self._work = work
        self.title = work.__name__
        self.times = []

    def __call__(self, day):
        return self._work(day)


def at(*times):
    def mark(work):
        task = Task.of(work)
        task.times.extend(times)
        return task

    return mark


def called(title):
    def mark(work):
        task = Task.of(work)
        task.title = title
        return task

    return mark


@called("Bread")
@at(4, 5)
def bake(day):
    return day.flour()


@at(6)
def sweep(day):
    return day.broom()


class Day:
    def flour(self):
        return 1

    def broom(self):
        return 2


def open_shop():
    day = Day()
    for task in (bake, sweep):
        task(day)


open_shop()
