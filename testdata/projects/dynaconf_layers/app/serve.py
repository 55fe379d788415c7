from config import settings
from transformers import AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained(settings.TOKENIZER)
ranker = AutoTokenizer.from_pretrained(settings["ranker"])
reader = AutoTokenizer.from_pretrained(settings.nested.reader)
writer = AutoTokenizer.from_pretrained(settings.get("writer"))
spoken = AutoTokenizer.from_pretrained(settings.SPOKEN)
absent = AutoTokenizer.from_pretrained(settings.absent)
