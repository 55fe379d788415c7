"""Video."""

from plugins.audio.codec import decode


def play():
    return decode()
