"""A call in finally runs although the try has returned."""


class Timer:
    def stop(self):
        return 1


def work():
    return 2


def measure():
    timer = Timer()
    try:
        return work()
    finally:
        timer.stop()


measure()
