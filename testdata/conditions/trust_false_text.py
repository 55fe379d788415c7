# environment: TRUST=false
"""A default that is false, and a deployment that sets a text."""

import os

from transformers import AutoModel, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

AutoModel.from_pretrained("org/a", revision=PIN, trust_remote_code=os.getenv("TRUST", False))  #: trust-remote-code: trust_remote_code is set to a text that is not converted, and every text but the empty one turns it on | unsafe-format: safetensors are not demanded and pickled weights are accepted
pipeline(  #: trust-remote-code: trust_remote_code is set to a text that is not converted, and every text but the empty one turns it on | unsafe-format: safetensors are not demanded and pickled weights are accepted
    "text-generation",
    model="org/b",
    revision=PIN,
    model_kwargs={"trust_remote_code": os.getenv("TRUST", False)},
)
