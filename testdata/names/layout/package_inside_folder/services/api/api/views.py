"""Views."""

from api.models import find


def show():
    return find()
