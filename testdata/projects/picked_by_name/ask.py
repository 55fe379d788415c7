import argparse

from loading import load

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--base")
args = parser.parse_args()
load(args.model, args.base, args.model.split("/")[-1])
