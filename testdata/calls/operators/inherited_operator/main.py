"""An operator method may be inherited and call an overridden one."""


class Tensor:
    def __sub__(self, other):
        return self.combine(other)

    def combine(self, other):
        return 0


class Sparse(Tensor):
    def combine(self, other):
        return 1


def run():
    return Sparse() - Sparse()


run()
