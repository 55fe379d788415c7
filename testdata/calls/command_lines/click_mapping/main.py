"""A group fills the mapping of its context; commands look things up in it."""

import click


class Bell:
    def ring(self):
        print("ding")


def loud(text):
    print(text.upper())


def quiet(text):
    print(text.lower())


@click.group()
@click.pass_context
def tools(ctx):
    ctx.ensure_object(dict)
    ctx.obj["shout"] = loud
    ctx.obj["whisper"] = quiet


@tools.command()
@click.pass_context
def shout(ctx):
    ctx.obj["shout"]("Hello")


@tools.command()
def whisper():
    context = click.get_current_context()
    context.obj["whisper"]("Hello")


@tools.command()
def ring():
    with click.progressbar([Bell(), Bell()]) as bells:
        for bell in bells:
            bell.ring()
