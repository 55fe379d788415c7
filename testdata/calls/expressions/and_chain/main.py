"""The right side of and runs with what the left side made sure of."""


class Account:
    def active(self):
        return True

    def owner(self):
        return Owner()


class Owner:
    def name(self):
        return "x"


def label(account=None):
    return account and account.active() and account.owner().name()


label(Account())
label()
