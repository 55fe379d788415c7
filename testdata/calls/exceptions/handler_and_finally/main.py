"""Handlers, else and finally all belong to the function."""


def fetch():
    raise OSError


def fallback():
    return 0


def celebrate():
    return 1


def close():
    return None


def run(broken):
    try:
        if broken:
            fetch()
    except OSError:
        fallback()
    else:
        celebrate()
    finally:
        close()


run(True)
run(False)
