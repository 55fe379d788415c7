"""A property that asks for the one it overrides, `super().url`."""


class Content:
    def __init__(self, name):
        self.name = name

    @property
    def url(self):
        return self.located("url")

    save_as = property(lambda self: self.located("file"))

    def located(self, kind):
        return f"{kind}/{self.name}"

    def title(self):
        return self.name


class Static(Content):
    @property
    def url(self):
        return super().url

    @property
    def save_as(self):
        return super().save_as

    def title(self):
        return super().title


class Plain(Content):
    pass


page = Static("a")
print(page.url, page.save_as, page.title())
print(Plain("b").url)
