"""Names that are joined from parts, those that are empty or left out excepted."""

import os

from transformers import AutoModel


def joined(*parts, sep="-"):
    return "org/" + sep.join(part for part in parts if part)


def options(size=None, lang=None):
    words = ["base", size, lang]
    return "org/" + "_".join(str(word).lower() for word in words if word is not None)


AutoModel.from_pretrained(joined("chat", "7b"))  #? "org/chat-7b"
AutoModel.from_pretrained(joined("chat", "", "v2"))  #? "org/chat-v2"
AutoModel.from_pretrained(joined("chat", None, sep="."))  #? "org/chat"
AutoModel.from_pretrained(options())  #? "org/base"
AutoModel.from_pretrained(options(lang="EN"))  #? "org/base_en"
AutoModel.from_pretrained("/".join(["org", *("a",)]))  #? "org/a"
AutoModel.from_pretrained(joined("chat", os.environ["SIZE"]))  #? "org/{}" | unknown: environment variable SIZE has no default
