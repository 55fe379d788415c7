"""A script that means the helper beside it."""

import helper

helper.prepare()
