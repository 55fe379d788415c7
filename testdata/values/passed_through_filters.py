"""Named arguments that several functions filter on their way."""

from transformers import AutoModel


def with_long_names(given):
    return {name: value for name, value in given.items() if len(name) > 3}


def base_of(**given):
    return with_long_names(given)["base"]


def filtered(**given):
    return base_of(**with_long_names(given))


def with_more(**given):
    return filtered(size="large", **given)


AutoModel.from_pretrained(base_of(base="acme/once", colour="red"))  #? "acme/once"
AutoModel.from_pretrained(filtered(base="acme/twice", colour="red"))  #? "acme/twice"
AutoModel.from_pretrained(with_more(base="acme/more", colour="red"))  #? "acme/more"
AutoModel.from_pretrained(filtered(**{"base": "acme/spread", "colour": "red"}))  #? "acme/spread"
