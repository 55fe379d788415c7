"""Subscripts, containment and length are calls."""


class Vocabulary:
    def __getitem__(self, key):
        return 1

    def __setitem__(self, key, value):
        return None

    def __delitem__(self, key):
        return None

    def __contains__(self, key):
        return True

    def __len__(self):
        return 3


def run():
    words = Vocabulary()
    words["a"] = 1
    if "a" in words:
        del words["a"]
    return words["b"], len(words)


run()
