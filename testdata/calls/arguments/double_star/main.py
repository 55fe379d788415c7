"""A dictionary is spread over the parameters, and gathered again."""


def on_start():
    return 1


def on_stop():
    return 2


def run(**hooks):
    return fire(**hooks)


def fire(start=None, stop=None):
    return stop()


run(start=on_start, stop=on_stop)
