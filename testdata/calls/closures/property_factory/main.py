"""One maker makes two properties, each of which keeps its own value."""

import threading


def kept():
    store = threading.local()

    def get(_):
        return store.value

    def put(_, value):
        store.value = value

    return property(get, put)


class Engine:
    def start(self):
        return "engine"


class Logger:
    def start(self):
        return "logger"


class Request:
    engine = kept()
    logger = kept()

    def __init__(self, engine, logger):
        self.engine = engine
        self.logger = logger


def drive(request):
    return request.engine.start()


def log(request):
    return request.logger.start()


def run():
    request = Request(Engine(), Logger())
    drive(request)
    log(request)


run()
