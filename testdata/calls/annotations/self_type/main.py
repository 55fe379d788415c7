"""Methods that return their own type, as said by the annotation."""

from typing import Self


class Builder:
    def named(self, name: str) -> Self:
        return self

    def build(self) -> "Product":
        return Product()


class Product:
    def use(self):
        return 1


def make(builder: Builder):
    return builder.named("a").build().use()


make(Builder())
