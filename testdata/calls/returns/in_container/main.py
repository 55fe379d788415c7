"""A returned dictionary is read by key."""


def train():
    return 1


def evaluate():
    return 2


def tasks():
    return {"train": train, "evaluate": evaluate}


def run():
    return tasks()["evaluate"]()


run()
