"""Properties whose getter is a partial application: what it was given comes along."""

from functools import partial


def upper(text):
    return text.upper()


def lower(text):
    return text.lower()


class Page:
    def _setting(self, key, change=lower):
        return change(key)

    url = property(partial(_setting, key="URL"))
    save_as = property(partial(_setting, key="SAVE", change=upper))
    unused = property(partial(_setting, key="NEVER"))


def show(page):
    return page.url, page.save_as


def described(page):
    return page.name


print(show(Page()))
