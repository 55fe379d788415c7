import joblib
from discord.ext import commands


class Answers(commands.Cog):
    def __init__(self, bot):
        self.bot = bot
        self.model = joblib.load(bot.model)
        self.words = None

    @commands.Cog.listener()
    async def on_ready(self):
        self.words = joblib.load("models/words.joblib")

    @commands.command()
    async def ask(self, ctx):
        await ctx.send(self.model.predict([ctx.message]))


async def setup(bot):
    await bot.add_cog(Answers(bot))
