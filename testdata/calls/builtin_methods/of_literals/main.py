"""Methods of text, lists and dictionaries."""


def run():
    words = "a b".split()
    words.append("c")
    return ", ".join(words)


def keys():
    return {"a": 1}.keys()


run()
keys()
