"""A script that imports what lies beside it."""

from transformers import AutoModel
from utils.names import NAME

AutoModel.from_pretrained(NAME)  #? "org/first" @ literal:first/utils/names.py:3
