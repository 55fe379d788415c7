"""importlib with a known name imports that module."""

import importlib

helpers = importlib.import_module("helpers")
helpers.work()
other = __import__("others")
other.rest()
