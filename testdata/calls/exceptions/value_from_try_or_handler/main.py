"""The name holds what the try or the handler bound."""


def fast_json(text):
    return text


def plain_json(text):
    return text


def parse(text, strict):
    try:
        if strict:
            raise ImportError
        decode = fast_json
    except ImportError:
        decode = plain_json
    return decode(text)


parse("", True)
parse("", False)
