"""What a generator yields is what the loop variable holds."""


class Page:
    def render(self):
        return 1


def pages():
    yield Page()


def book():
    for page in pages():
        page.render()


book()
