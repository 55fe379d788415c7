"""super() in a mixin goes to the sibling, not to the mixin's base."""


class Base:
    def setup(self):
        return ["base"]


class Logging(Base):
    def setup(self):
        return ["logging"] + super().setup()


class Caching(Base):
    def setup(self):
        return ["caching"] + super().setup()


class Service(Logging, Caching):
    def setup(self):
        return super().setup()


Service().setup()
