from api import models


def test_load(tmp_path):
    assert models.load("of_a_test.pt")
