"""What keeps a plan from becoming an edit."""


class CannotEdit(Exception):
    """The reason, as the end of a sentence."""
