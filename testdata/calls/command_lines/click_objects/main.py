"""What a group leaves in its context, its commands are given."""

import click


class Shelf:
    """Books by name."""

    def __init__(self, path):
        self.path = path
        self.books = {}

    def add(self, title):
        self.books[title] = True

    def clear(self):
        self.books.clear()


class Printer:
    """Says things."""

    def say(self, text):
        print(text)


pass_printer = click.make_pass_decorator(Printer, ensure=True)


@click.group()
@click.option("--path", default="books.txt")
@click.pass_context
def cli(ctx, path):
    ctx.obj = Shelf(path)


@cli.command()
@click.argument("title")
@click.pass_obj
@click.pass_context
def add(ctx, shelf, title):
    shelf.add(title)
    ctx.invoke(show, title=title)


@cli.command()
@click.argument("title")
@click.pass_context
def clear(ctx, title):
    ctx.obj.clear()


@cli.command()
@click.argument("title")
@pass_printer
def show(printer, title):
    printer.say(title)
