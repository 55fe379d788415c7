"""A default counts only where nothing is passed."""


def quiet():
    return 0


def loud():
    return 1


def speak(voice=quiet):
    return voice()


def listen(ear=quiet):
    return ear()


speak()
listen(loud)
