"""Where things are kept."""


class Disk:
    def write(self):
        return 1


def make():
    return Disk()
