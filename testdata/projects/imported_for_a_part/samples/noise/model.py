import pickle

from service.models import Model


class Noise(Model):
    def load(self):
        with open("noise.pickle", "rb") as file:
            return pickle.load(file)
