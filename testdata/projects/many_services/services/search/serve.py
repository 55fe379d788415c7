import os

from transformers import AutoTokenizer

words = AutoTokenizer.from_pretrained(os.getenv("MODEL_NAME", "acme/words"))
other = AutoTokenizer.from_pretrained(os.environ["RANKER_NAME"])
