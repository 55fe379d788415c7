"""Elements delivered by __next__ are followed."""


class Sample:
    def show(self):
        return 1


class Samples:
    def __init__(self):
        self.count = 2

    def __iter__(self):
        return self

    def __next__(self):
        if self.count == 0:
            raise StopIteration
        self.count -= 1
        return Sample()


def run():
    for sample in Samples():
        sample.show()


run()
