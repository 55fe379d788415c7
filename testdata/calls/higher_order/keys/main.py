"""Key functions of min, max and sort."""


def size(item):
    return len(item)


def first_letter(item):
    return item[0]


def last_letter(item):
    return item[-1]


def extremes(words):
    small = min(words, key=size)
    large = max(words, key=first_letter)
    words.sort(key=last_letter)
    return small, large


extremes(["ab", "c"])
