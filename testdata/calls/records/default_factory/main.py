"""A default factory is called when the object is made."""

from dataclasses import dataclass, field


class Cache:
    def clear(self):
        return None


def make_cache():
    return Cache()


@dataclass
class Session:
    cache: Cache = field(default_factory=make_cache)
    extra: Cache = field(default_factory=Cache)


def run():
    session = Session()
    session.cache.clear()


run()
