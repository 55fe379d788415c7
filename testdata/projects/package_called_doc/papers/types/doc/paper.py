import pickle

DEFAULT = "papers/style.pkl"


def load(path):
    with open(path, "rb") as file:
        return pickle.load(file)


def style():
    return load(DEFAULT)
