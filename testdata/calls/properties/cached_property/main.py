"""A cached property calls its function and keeps the result."""

from functools import cached_property


class Weights:
    def read(self):
        return b""


class Model:
    @cached_property
    def weights(self):
        return Weights()

    def predict(self):
        return self.weights.read()


Model().predict()
