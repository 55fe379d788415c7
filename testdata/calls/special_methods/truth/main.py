"""A condition asks __bool__, or else __len__."""


class Flag:
    def __bool__(self):
        return True


class Queue:
    def __len__(self):
        return 0


def check(flag):
    if flag:
        return 1
    return 0


def wait():
    return not Queue()


check(Flag())
wait()
