"""What the project offers under the names of two groups."""


def by_size(item):
    return len(item)


def by_age(item):
    return 0


class Disk:
    def __init__(self):
        self.open = True

    def put(self, item):
        return self.open
