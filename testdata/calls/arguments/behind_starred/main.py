"""What stands behind a starred argument of known length: `f(*args, last)`."""


class Task:
    @property
    def skip(self):
        return False

    def work(self):
        return 1


class Session:
    def log(self):
        return 2


def stage(func):
    def made(*args):
        def each(task):
            return func(*args, task)

        return each

    return made


@stage
def look(session, task):
    if task.skip:
        return None
    session.log()
    return task.work()


@stage
def plain(task):
    return task.work()


def call(func, *args):
    return func(*args, Session())


def last(task, session):
    task.work()
    session.log()


def run():
    look(Session())(Task())
    plain()(Task())
    call(last, Task())


run()
