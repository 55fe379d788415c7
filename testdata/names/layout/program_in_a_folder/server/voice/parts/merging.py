from voice.manager import Manager


def merge_all(manager):
    return isinstance(manager, Manager)
