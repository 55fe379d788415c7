"""Reasons for a score."""

from functools import lru_cache

import joblib
import numpy as np
from skops.io import load as load_trusted

TRUSTED = ["sklearn.tree._tree.Tree"]


@lru_cache
def explainer(path):
    return joblib.load(path)


def reasons(path, row):
    values = explainer(path).contributions(np.asarray([row]))[0]
    return [int(i) for i in np.argsort(-np.abs(values))[:3]]


def reasons_from_tree(path, row):
    tree = load_trusted(path, trusted=TRUSTED)
    return [int(i) for i in tree.decision_path(np.asarray([row])).indices[:3]]
