"""Index a handful of sentences and search them."""

from vectorkit import Encoder, Index

SENTENCES = ["The ship sails at dawn.", "Bread needs time.", "Rain is expected tonight."]


def main() -> None:
    encoder = Encoder()
    index = Index(encoder.encode(SENTENCES), SENTENCES)
    for text, score in index.search(encoder.encode(["weather"])[0]):
        print(f"{score:.3f}  {text}")


if __name__ == "__main__":
    main()
