import asyncio

from discord import Intents
from discord.ext import commands


class Helper(commands.Bot):
    model = "models/helper.joblib"

    async def setup_hook(self):
        for name in ("answers",):
            await self.load_extension(f"cogs.{name}")


async def main():
    async with Helper("!", intents=Intents.default()) as bot:
        await bot.start("token")


if __name__ == "__main__":
    asyncio.run(main())
