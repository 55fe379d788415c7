"""Calls into libraries keep the name under which they are documented."""

import os.path as osp
from collections import OrderedDict as Ordered
from json import loads


def run():
    loads("{}")
    Ordered()
    return osp.join("a", "b")


run()
