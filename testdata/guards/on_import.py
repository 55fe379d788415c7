"""A call that runs when the module is imported, behind one load and before all functions."""

import pickle

import fickling

with open("first.pkl", "rb") as first:
    FIRST = pickle.load(first)  #: -

fickling.always_check_safety()


def load(path):
    with open(path, "rb") as file:
        return pickle.load(file)  #: fickling-hook
