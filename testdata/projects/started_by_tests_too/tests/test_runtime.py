from runtime import Spec, register, start


def test_start():
    register(Spec("x", "x"))
    start("x")
