"""A test."""

import kit


def test_start():
    assert kit.start() == 1
