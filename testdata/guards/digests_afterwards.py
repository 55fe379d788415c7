"""Downloads whose digest is compared behind them, on every way out or on some."""

import hashlib
import os
import urllib.request

import requests

URL = "https://models.example.org/net.pt"
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def digest_of(path):
    found = hashlib.sha256()
    with open(path, "rb") as file:
        while part := file.read(1 << 20):
            found.update(part)
    return found.hexdigest()


def fetched(path):
    """Whatever is returned was compared."""
    if not os.path.exists(path):
        urllib.request.urlretrieve(URL, path)  #: digest
    if digest_of(path) != DIGEST:
        os.remove(path)
        raise ValueError(path)
    return path


def warned(path):
    """A message stops nobody."""
    urllib.request.urlretrieve(URL, path)  #: -
    if digest_of(path) != DIGEST:
        print("another file")
    return path


def at_times(path, strict):
    """One way out has no comparison."""
    urllib.request.urlretrieve(URL, path)  #: -
    if not strict:
        return path
    if digest_of(path) != DIGEST:
        raise ValueError(path)
    return path


def another(path, other):
    """Another file is compared."""
    urllib.request.urlretrieve(URL, path)  #: -
    if digest_of(other) != DIGEST:
        raise ValueError(path)
    return path


def data():
    """The data itself."""
    found = requests.get(URL, timeout=60).content  #: digest
    if hashlib.sha256(found).hexdigest() != DIGEST:
        raise ValueError(URL)
    return found


def plain(path):
    urllib.request.urlretrieve(URL, path)  #: digest


def above(path):
    """By who asked for it."""
    plain(path)
    if digest_of(path) != DIGEST:
        raise ValueError(path)
    return path


def handed_on(folder):
    path = os.path.join(folder, "net.pt")
    urllib.request.urlretrieve(URL, path)  #: digest
    return path


def by_result(folder):
    """By what it says."""
    path = handed_on(folder)
    if digest_of(path) != DIGEST:
        raise ValueError(path)
    return path


fetched("a.pt")
warned("b.pt")
at_times("c.pt", bool(os.environ.get("STRICT")))
another("d.pt", "e.pt")
data()
above("f.pt")
by_result("g")
