"""A module of a neural network is called, and its forward runs."""

from torch import nn


class Block(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.linear = nn.Linear(size, size)

    def forward(self, values):
        return self.scale(self.linear(values))

    def scale(self, values):
        return values


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block(4)

    def forward(self, values):
        return self.block(values)


def predict(values):
    net = Net()
    net.eval()
    return net(values)


predict([1])
