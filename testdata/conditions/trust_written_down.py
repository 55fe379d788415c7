# environment: TRUST=false
"""A text that nothing converts, and who else decides about trust_remote_code."""

import os

from transformers import AutoModel, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

text = AutoModel.from_pretrained(  #: trust-remote-code: trust_remote_code is a text that is not converted, and every text but the empty one turns it on | unsafe-format: safetensors are not demanded and pickled weights are accepted
    "org/text", revision=PIN, trust_remote_code=os.environ["TRUST"]
)
text_inside = pipeline(  #: trust-remote-code: trust_remote_code is a text that is not converted, and every text but the empty one turns it on | unsafe-format: safetensors are not demanded and pickled weights are accepted
    "text-generation",
    model="org/inside",
    revision=PIN,
    model_kwargs={"trust_remote_code": os.environ["TRUST"]},
)
