"""Identifiers in a .env file."""

import os

from dotenv import load_dotenv
from transformers import AutoModel

load_dotenv()
AutoModel.from_pretrained(os.environ["MODEL_ID"])  #? "org/dot-env" @ environment file:.env:2
AutoModel.from_pretrained(os.getenv("QUOTED"))  #? "org/dot-env-quoted" @ environment file:.env:3
AutoModel.from_pretrained(os.getenv("EXPORTED"))  #? "org/dot-env-exported" @ environment file:.env:4
AutoModel.from_pretrained(os.getenv("MODEL_ID", "org/in-code"))  #? "org/dot-env" @ environment file:.env:2 | "org/in-code" @ environment default:12
AutoModel.from_pretrained(os.getenv("ELSEWHERE"))  #? unknown: environment variable ELSEWHERE has no default
