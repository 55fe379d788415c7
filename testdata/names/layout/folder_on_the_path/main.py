"""The script puts a folder on the path before it imports from it."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "lib"))

import helper  # noqa: E402

helper.work()
