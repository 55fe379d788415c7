import pickle

import click


@click.command()
def main():
    with open("start.pkl", "rb") as stream:
        pickle.load(stream)
