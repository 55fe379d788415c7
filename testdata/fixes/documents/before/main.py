#!/usr/bin/env python
# Arrays and documents.
import numpy as np
import yaml
from yaml import Loader, load


class Including(yaml.UnsafeLoader):
    pass


def read(path):
    with open(path) as file:
        yaml.load(file, Loader=yaml.Loader)
        yaml.load(file, yaml.UnsafeLoader)
        load(file, Loader=Loader)
        yaml.load_all(stream=file, Loader=yaml.Loader)
        yaml.unsafe_load(file)
        yaml.load(file, Loader=Including)
    np.load(path, allow_pickle=True)
    np.load(path, None, True)
    return np.load(
        path,
        allow_pickle=True)["rows"]


if __name__ == "__main__":
    read("file")
