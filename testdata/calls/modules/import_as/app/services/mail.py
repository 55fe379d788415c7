"""Sends mail."""


def send(text):
    return render(text)


def render(text):
    return text
