import argparse
import pickle

from transformers import AutoModel


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=["hub", "pickle"], default="pickle")
    parser.add_argument("--model", default="acme/small")
    parser.add_argument("--draft", default=None)
    args = parser.parse_args()
    if args.engine == "hub":
        AutoModel.from_pretrained(args.model, use_safetensors=True)
    else:
        with open(args.model, "rb") as file:
            pickle.load(file)
    if args.draft is not None:
        AutoModel.from_pretrained(args.draft, use_safetensors=True)


if __name__ == "__main__":
    main()
