"""Namespaces that are spread into arguments."""

import json
from types import SimpleNamespace

from sentence_transformers import SentenceTransformer

TEXT = '{"one": {"model_name_or_path": "org/one", "revision": "main"}}'
NAMES = json.loads(TEXT, object_hook=lambda each: SimpleNamespace(**each))
SentenceTransformer(NAMES.one.model_name_or_path)  #? "org/one" @ literal:8
SentenceTransformer(**vars(NAMES.one))  #? "org/one" @ literal:8 revision="main"
SentenceTransformer(**NAMES.one.__dict__)  #? "org/one" @ literal:8 revision="main"

other = SimpleNamespace(model_name_or_path="org/other")
SentenceTransformer(**vars(other))  #? "org/other" @ literal:14
