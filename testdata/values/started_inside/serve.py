"""The program takes the module with its options from its package."""

from app import shared
from transformers import AutoConfig, AutoTokenizer

AutoConfig.from_pretrained(shared.args.model)  #? "org/served" @ command line:Dockerfile:4
AutoTokenizer.from_pretrained(shared.args.tokenizer)  #? "org/words" @ argparse default:app/shared.py:7
