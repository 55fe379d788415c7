"""Imports inside a function bind local names."""


def run():
    from engine import start

    return start()


def stop():
    import engine

    return engine.stop()


run()
stop()
