"""An attribute that starts as None is created on first use."""


class Model:
    def predict(self):
        return 1


class Service:
    def __init__(self):
        self._model = None

    def model(self):
        if self._model is None:
            self._model = Model()
        return self._model

    def answer(self):
        return self.model().predict()


Service().answer()
