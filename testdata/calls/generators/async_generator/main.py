"""An async for loop holds what the asynchronous generator yields."""

import asyncio


class Token:
    def text(self):
        return "a"


async def stream():
    yield Token()


async def answer():
    return [token.text() async for token in stream()]


asyncio.run(answer())
