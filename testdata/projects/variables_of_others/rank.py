import os

import torch


def rank(texts):
    model = torch.load(os.environ["MODEL_PATH"])
    return model(texts)


if __name__ == "__main__":
    print(rank(["one", "two"]))
