"""Every arm of a chain contributes one value."""


def read_json(text):
    return text


def read_yaml(text):
    return text


def read_text(text):
    return text


def read(kind, text):
    if kind == "json":
        parse = read_json
    elif kind == "yaml":
        parse = read_yaml
    else:
        parse = read_text
    return parse(text)


for kind in ("json", "yaml", "txt"):
    read(kind, "")
