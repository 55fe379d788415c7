"""What makes an input fail, beside exceptions."""


class Fault(Exception):
    """A result that a hostile input must not have."""


class TooSlow(BaseException):
    """An input that takes longer than it may; no handler of errors catches it."""
