"""A thread runs its target; the function that makes the thread is the caller."""

import threading


def download(name):
    return name


def start():
    worker = threading.Thread(target=download, args=("a",))
    worker.start()
    worker.join()


start()
