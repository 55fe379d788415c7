"""Inside a branch only the branch's own value is possible."""


def quick():
    return 1


def careful():
    return 2


def work(strict):
    task = quick
    if strict:
        task = careful
        return task()
    return task() + 1


work(True)
work(False)
