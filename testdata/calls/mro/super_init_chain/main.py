"""Constructors pass through three levels."""


class Module:
    def __init__(self):
        self.register()

    def register(self):
        return None


class Layer(Module):
    def __init__(self, size):
        super().__init__()
        self.size = size


class Attention(Layer):
    def __init__(self, size, heads):
        super().__init__(size)
        self.heads = heads

    def register(self):
        return self


Attention(8, 2)
