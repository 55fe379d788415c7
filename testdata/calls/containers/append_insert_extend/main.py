"""Elements that are added later are called by the loop."""


def one():
    return 1


def two():
    return 2


def three():
    return 3


def run():
    steps = [one]
    steps.append(two)
    steps.extend([three])
    for step in steps:
        step()


def next_task():
    queue = []
    queue.insert(0, three)
    return queue.pop()()


run()
next_task()
