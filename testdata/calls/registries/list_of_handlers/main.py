"""Handlers with conditions are tried in order."""


def is_url(text):
    return text.startswith("http")


def is_path(text):
    return True


def fetch(text):
    return text


def read(text):
    return text


HANDLERS = [(is_url, fetch), (is_path, read)]


def resolve(text):
    for accepts, handle in HANDLERS:
        if accepts(text):
            return handle(text)


resolve("http://a")
resolve("a")
