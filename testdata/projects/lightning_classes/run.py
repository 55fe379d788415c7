from lightning.pytorch.cli import LightningCLI


def main():
    LightningCLI()


if __name__ == "__main__":
    main()
