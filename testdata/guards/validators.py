"""Functions and methods that check, in other functions than the one that loads."""

from flask import Flask
from transformers import AutoModel

app = Flask(__name__)
ALLOWED = {"acme/one", "acme/two"}


def check(name):
    if name not in ALLOWED:
        raise ValueError(name)


def check_when_strict(name, strict):
    if strict and name not in ALLOWED:
        raise ValueError(name)


def is_allowed(name):
    return name in ALLOWED


def is_allowed_at_length(name):
    if name.startswith("beta"):
        return False
    if name not in ALLOWED:
        return False
    return True


def checked(name):
    check(name)
    return name


def perhaps_checked(name):
    if name in ALLOWED:
        return name
    return name


def called_before(name):
    check(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def called_after(name):
    model = AutoModel.from_pretrained(name, trust_remote_code=True)  #: -
    check(name)
    return model


def called_for_another(name, other):
    check(other)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def called_with_a_keyword(name):
    check(name=name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def called_perhaps(name, strict):
    if strict:
        check(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def checks_perhaps(name, strict):
    check_when_strict(name, strict)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def swallowed(name):
    try:
        check(name)
    except ValueError:
        print("unusual")
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def asked(name):
    if not is_allowed(name):
        raise ValueError(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def asked_at_length(name):
    if is_allowed_at_length(name):
        return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def asked_in_vain(name):
    is_allowed(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def passed_through(name):
    return AutoModel.from_pretrained(checked(name), trust_remote_code=True)  #: listed-name


def passed_through_in_vain(name):
    checked(name)
    return AutoModel.from_pretrained(perhaps_checked(name), trust_remote_code=True)  #: listed-name


def perhaps_passed_through(name):
    return AutoModel.from_pretrained(perhaps_checked(name), trust_remote_code=True)  #: -


def _load_for_one(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def caller(name):
    check(name)
    return _load_for_one(name)


def _load_for_two(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def good_caller(name):
    check(name)
    return _load_for_two(name)


def careless_caller(name):
    return _load_for_two(name)


def _load_for_three(name, tokenizer):
    return AutoModel.from_pretrained(tokenizer, trust_remote_code=True)  #: -


def caller_of_another(name, tokenizer):
    check(name)
    return _load_for_three(name, tokenizer)


class Loader:
    """Only holds what was checked."""

    def __init__(self, name):
        if name not in ALLOWED:
            raise ValueError(name)
        self.name = name

    def load(self):
        return AutoModel.from_pretrained(self.name, trust_remote_code=True)  #: listed-name


class OpenLoader:
    """May be given another name later."""

    def __init__(self, name):
        check(name)
        self.name = name

    def rename(self, name):
        self.name = name

    def load(self):
        return AutoModel.from_pretrained(self.name, trust_remote_code=True)  #: -


class CheckingLoader:
    """Checks what it holds, when it is asked to."""

    def __init__(self, name):
        self.name = name

    def check(self):
        if self.name not in ALLOWED:
            raise ValueError(self.name)

    def load(self):
        self.check()
        return AutoModel.from_pretrained(self.name, trust_remote_code=True)  #: listed-name

    def load_at_once(self):
        return AutoModel.from_pretrained(self.name, trust_remote_code=True)  #: -


def only_listed(function):
    def inner(name):
        check(name)
        return function(name)

    return inner


@app.post("/<name>")
@only_listed
def decorated(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name
