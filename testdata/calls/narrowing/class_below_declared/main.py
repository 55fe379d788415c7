"""Objects known by the class that is declared, which a test says more about."""

import pickle


class Engine:
    @property
    def backend(self):
        return "none"

    def stop(self):
        return "stopped"


class Local(Engine):
    @property
    def backend(self):
        return "local"

    def stop(self):
        return "gone"


class Remote(Engine):
    @property
    def backend(self):
        return "remote"

    def stop(self):
        return "sent away"


class Spare(Remote):
    def stop(self):
        return "kept"


def restore(data) -> Engine:
    return pickle.loads(data)


def shut_down(data):
    engine = restore(data)
    if isinstance(engine, Remote) and engine.backend == "remote":
        return engine.stop()
    return None


def name(data):
    engine = restore(data)
    return engine.backend


for made in (Engine(), Local(), Remote(), Spare()):
    shut_down(pickle.dumps(made))
    name(pickle.dumps(made))
