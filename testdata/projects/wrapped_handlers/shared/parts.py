TABLE = {}


def part(name):
    def decorator(cls):
        TABLE[name] = cls
        return cls

    return decorator


class Loader:
    def __init__(self, name):
        self.part = TABLE[name]()

    async def run(self, *args):
        return await self.part.run(*args)
