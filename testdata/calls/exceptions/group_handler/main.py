"""The except* form is a handler too."""


def clean_up(group):
    return len(group.exceptions)


def run():
    try:
        raise ExceptionGroup("batch", [ValueError(1), OSError(2)])
    except* ValueError as group:
        clean_up(group)
    except* OSError:
        pass


run()
