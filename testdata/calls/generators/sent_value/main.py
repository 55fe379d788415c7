"""A value that is sent in is the value of the yield."""


def worker():
    while True:
        task = yield
        task()


def job():
    return 1


def run():
    queue = worker()
    next(queue)
    queue.send(job)


run()
