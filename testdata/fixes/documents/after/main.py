#!/usr/bin/env python
# Arrays and documents.
import numpy as np
import yaml
from yaml import safe_load, Loader, load


class Including(yaml.UnsafeLoader):
    pass


def read(path):
    with open(path) as file:
        yaml.safe_load(file)
        yaml.safe_load(file)
        safe_load(file)
        yaml.safe_load_all(stream=file)
        yaml.safe_load(file)
        yaml.load(file, Loader=Including)
    np.load(path)
    np.load(path, None, False)
    return np.load(
        path)["rows"]


if __name__ == "__main__":
    read("file")
