"""Objects without `__call__` are not callable."""


class Plan:
    def work(self):
        pass


class Task:
    def __call__(self):
        pass

    def work(self):
        pass


def step():
    pass


def run(action):
    if callable(action):
        return action()
    return action.work()


run(Plan())
run(Task())
run(step)
