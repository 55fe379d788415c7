"""The asynchronous form calls __aenter__ and __aexit__."""

import asyncio


class Pool:
    async def __aenter__(self):
        return Client()

    async def __aexit__(self, *details):
        return None


class Client:
    async def get(self):
        return 1


async def fetch():
    async with Pool() as client:
        return await client.get()


asyncio.run(fetch())
