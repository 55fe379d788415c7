import asyncio
import json

import aio_pika
import joblib

PATHS = {"small": "models/small.joblib", "large": "models/large.joblib"}


async def handle(message):
    async with message.process():
        kind = json.loads(message.body)["kind"]
        await asyncio.to_thread(joblib.load, PATHS[kind])


async def main():
    connection = await aio_pika.connect_robust("amqp://localhost/")
    channel = await connection.channel()
    queue = await channel.declare_queue("jobs")
    await queue.consume(handle)
    await asyncio.Future()


if __name__ == "__main__":
    asyncio.run(main())
