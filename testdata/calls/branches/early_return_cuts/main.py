"""A branch that returns does not reach the call below it."""


def refuse():
    return None


def accept():
    return 1


def admit(known):
    answer = accept
    if not known:
        answer = refuse
        return None
    return answer()


admit(True)
admit(False)
