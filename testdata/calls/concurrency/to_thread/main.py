"""asyncio.to_thread calls a blocking function."""

import asyncio


def load():
    return 1


async def handler():
    return await asyncio.to_thread(load)


asyncio.run(handler())
