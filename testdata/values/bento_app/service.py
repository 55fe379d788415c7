"""A service whose arguments are given where it is built."""

import os

import bentoml
import joblib
import pydantic
from transformers import AutoModel


class Arguments(pydantic.BaseModel):
    """Defaults count for what the build leaves out."""

    model_id: str = "org/default"
    draft_id: str = "org/draft"


args = bentoml.use_arguments(Arguments)


@bentoml.service
class Chat:
    """Loads when it is imported."""

    model = bentoml.models.HuggingFaceModel(args.model_id)  #? "org/built" @ config file:pyproject.toml:8
    draft = bentoml.models.HuggingFaceModel(args.draft_id)  #? "org/draft" @ field default:15
    stored = bentoml.models.BentoModel("words:3f2a1b")

    def __init__(self):
        self.talker = AutoModel.from_pretrained(self.model)  #? "org/built" @ config file:pyproject.toml:8
        self.words = joblib.load(self.stored.path_of("words.pkl"))  #? "words:3f2a1b" registry @ literal:27


@bentoml.service(envs=[{"name": "TAGGER", "value": "org/tagger"}, {"name": "HF_TOKEN"}])
class Tagger:
    """Is given its variables where it is declared."""

    def __init__(self):
        self.tagger = AutoModel.from_pretrained(os.environ["TAGGER"])  #? "org/tagger" @ literal:34
