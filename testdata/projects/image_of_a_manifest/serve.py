import argparse
import os

from faster_whisper import WhisperModel

parser = argparse.ArgumentParser()
parser.add_argument("--model", default="acme/default")
parser.add_argument("--draft", default=None)
args = parser.parse_args()
model = WhisperModel(args.model)
words = WhisperModel(os.getenv("WORDS", "acme/words"))
if args.draft:
    draft = WhisperModel(args.draft)
