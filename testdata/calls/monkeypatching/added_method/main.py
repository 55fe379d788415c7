"""A function becomes a method of a class."""


class Tensor:
    pass


def to_list(self):
    return [self.size()]


def size(self):
    return 1


Tensor.to_list = to_list
Tensor.size = size
Tensor().to_list()
