"""Calls that change the process."""

import pickle

import fickling
import fickling.hook


def before(path):
    fickling.always_check_safety()
    with open(path, "rb") as file:
        return pickle.load(file)  #: fickling-hook


def behind(path):
    with open(path, "rb") as file:
        model = pickle.load(file)  #: -
    fickling.always_check_safety()
    return model


def perhaps(path, strict):
    if strict:
        fickling.always_check_safety()
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def secure():
    fickling.hook.activate_safe_ml_environment()


def in_a_function(path):
    secure()
    with open(path, "rb") as file:
        return pickle.load(file)  #: fickling-allowlist


def in_a_function_behind(path):
    with open(path, "rb") as file:
        model = pickle.load(file)  #: -
    fickling.hook.activate_safe_ml_environment()
    return model
