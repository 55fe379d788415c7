"""Functions that SageMaker finds by their names."""

import os

import torch
from transformers import AutoModel


def model_fn(model_dir, context=None):
    """The platform passes the folder in which it has put the model."""
    torch.load(os.path.join(model_dir, "head.pt"))  #? "/opt/ml/model/head.pt" local @ platform:9
    return AutoModel.from_pretrained(model_dir)  #? "/opt/ml/model" local @ platform:9


def predict_fn(data, model):
    """What a request brings is another matter."""
    return AutoModel.from_pretrained(data["model"])  #? unknown: data comes from the request (SageMaker predict_fn)


def output_fn(prediction, accept):
    """A variable that the endpoint is made with."""
    return AutoModel.from_pretrained(os.environ["BASE_MODEL"])  #? "org/of-endpoint" @ literal:deploy.py:8
