"""Both sides of a try around an import are possible."""

try:
    from missing_accelerator import encode
except ImportError:
    from plain import encode


def run():
    return encode("a")


run()
