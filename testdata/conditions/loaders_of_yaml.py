# requirements: pyyaml==5.3
"""Loaders of an old PyYAML, none of them named."""

import yaml

with open("settings.yaml") as file:
    yaml.load(file)  #: yaml-load: no loader is named and the default one was not safe
    yaml.load(file, Loader=yaml.UnsafeLoader)  #: yaml-load: the loader constructs arbitrary objects


def read(file, loader):
    return yaml.load(file, Loader=loader)  #: yaml-load: the loader constructs arbitrary objects
