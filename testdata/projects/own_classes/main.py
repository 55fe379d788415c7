"""Loads everything that this project defines."""

import functools

from models import Classifier, Ranker, Reader, SmallEncoder

load_encoder = functools.partial(SmallEncoder.from_pretrained, use_safetensors=True)


def main():
    Ranker.default()
    Ranker.from_pretrained("acme/other-ranker")
    load_encoder("acme/encoder")
    Reader.from_pretrained("acme/reader")
    Classifier.restore("runs/last.ckpt")


if __name__ == "__main__":
    main()
