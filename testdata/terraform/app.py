import argparse
from transformers import AutoModel
p = argparse.ArgumentParser()
p.add_argument("--model")
AutoModel.from_pretrained(p.parse_args().model)
