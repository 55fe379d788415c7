"""Classes may be asynchronous iterators."""

import asyncio


class Ticks:
    def __init__(self):
        self.left = 1

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left


async def watch():
    async for _ in Ticks():
        pass


asyncio.run(watch())
