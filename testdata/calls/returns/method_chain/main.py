"""Each method returns the object for the next."""


class Query:
    def where(self, text):
        return self

    def order(self, text):
        return Ordered()


class Ordered:
    def first(self):
        return 1


Query().where("a").order("b").first()
