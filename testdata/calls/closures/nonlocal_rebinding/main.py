"""An inner function rebinds a name of the outer one."""


def cold():
    return 0


def warm():
    return 1


def service():
    action = cold

    def start():
        nonlocal action
        action = warm

    action()
    start()
    return action()


service()
