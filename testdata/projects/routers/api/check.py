from api import models


def main():
    models.load("check.pt")


main()
