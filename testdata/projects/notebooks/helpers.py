"""Shared by the notebooks."""

import itertools

import pandas as pd


def batches(items, size=32):
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def load_scores(path):
    return pd.read_pickle(path)


def load_labels(path):
    return pd.read_json(path, lines=True)
