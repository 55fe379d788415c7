"""The value at a break reaches the code after the loop."""


def started():
    return 0


def stopped():
    return 1


def watch(events):
    state = started
    while True:
        if events.pop():
            state = stopped
            break
        state()
    return state()


watch([True, False])
