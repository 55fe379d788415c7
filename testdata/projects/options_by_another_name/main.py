import click
import joblib


class Trees:
    def __init__(self):
        self.model = joblib.load("trees.joblib")


class Lines:
    def __init__(self):
        self.model = joblib.load("lines.joblib")


KINDS = {"trees": Trees, "lines": Lines}


@click.command()
@click.option("--kind", "key", type=click.Choice(sorted(KINDS)), default="trees")
def main(key):
    KINDS[key]()


if __name__ == "__main__":
    main()
