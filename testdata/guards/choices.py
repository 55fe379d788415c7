"""Something is looked up by a key, and some keys are refused before."""

import json
import pickle
import sys

import joblib

PICKLED = ("pickle", "joblib")


class _Reader:
    kind = "none"

    def read(self, data):
        return self.load(data)

    def load(self, data):
        raise NotImplementedError


class _Json(_Reader):
    kind = "json"

    def load(self, data):
        return json.loads(data)


class _Pickle(_Reader):
    kind = "pickle"

    def load(self, data):
        return pickle.loads(data)  #: partly-refused


READERS = {reader.kind: reader for reader in (_Json, _Pickle)}


class Server:
    def __init__(self, is_main):
        self.is_main = is_main

    def answer(self, kind, data):
        kind = kind.strip()
        if self.is_main and kind == "pickle":
            raise ValueError(kind)
        return READERS.get(kind, READERS["json"])().read(data)


class _OtherPickle(_Reader):
    def load(self, data):
        return pickle.loads(data)  #: refused-choice


OTHERS = {"json": _Json, "pickle": _OtherPickle}


def always(kind, data):
    if kind == "pickle":
        sys.exit("not here")
    reader = OTHERS[kind]()
    return reader.read(data)


class _UsualPickle(_Reader):
    def load(self, data):
        return pickle.loads(data)  #: -


USUAL = {"json": _Json, "pickle": _UsualPickle}


def is_the_default(kind, data):
    if kind == "pickle":
        raise ValueError(kind)
    return USUAL.get(kind, USUAL["pickle"])().read(data)


def _load_pickle(path):
    with open(path, "rb") as file:
        return pickle.load(file)  #: refused-choice


class _ByDefault(_Reader):
    def load(self, data):
        return pickle.loads(data)  #: partly-refused


BY_DEFAULT = {"json": _Json, "pickle": _ByDefault}


class Worker:
    def __init__(self, is_main=True):
        self.is_main = is_main

    def answer(self, kind, data):
        if self.is_main and kind == "pickle":
            raise ValueError(kind)
        return BY_DEFAULT[kind]().read(data)


class _Certain(_Reader):
    def load(self, data):
        return pickle.loads(data)  #: refused-choice


CERTAIN = {"json": _Json, "pickle": _Certain}


def _answer(kind, data, is_main):
    if is_main and kind == "pickle":
        raise ValueError(kind)
    return CERTAIN[kind]().read(data)


def in_main(kind, data):
    return _answer(kind, data, True)


def load_json(path):
    with open(path, "rb") as file:
        return json.load(file)


BY_FORMAT = {"json": load_json, "pickle": _load_pickle, "joblib": joblib.load}


def one_of_some(kind, path):
    if kind in PICKLED:
        raise ValueError(kind)
    return BY_FORMAT[kind](path)  #: refused-choice


def _load_anything(path):
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


BY_SUFFIX = {"json": load_json, "pickle": _load_anything}


def another_is_refused(kind, path):
    if kind == "json":
        raise ValueError(kind)
    return BY_SUFFIX[kind](path)


def another_key_is_refused(kind, other, path):
    if other == "pickle":
        raise ValueError(other)
    return BY_SUFFIX[kind](path)


def only_said(kind, path):
    if kind == "pickle":
        print("this is dangerous")
    return BY_SUFFIX[kind](path)
