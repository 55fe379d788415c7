import joblib
from discord.ext import commands


class Old(commands.Cog):
    @commands.command()
    async def old(self, ctx):
        await ctx.send(joblib.load("models/old.joblib"))


async def setup(bot):
    await bot.add_cog(Old())
