"""What turns trust_remote_code on, where nobody sets the variable."""

import os
import sys

from transformers import AutoModel, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

AutoModel.from_pretrained("org/a", revision=PIN, trust_remote_code=os.getenv("TRUST", "false"))  #: trust-remote-code: trust_remote_code is a text that is not converted, and every text but the empty one turns it on | unsafe-format: safetensors are not demanded and pickled weights are accepted
pipeline(  #: trust-remote-code: trust_remote_code is a text that is not converted, and every text but the empty one turns it on | unsafe-format: safetensors are not demanded and pickled weights are accepted
    "text-generation",
    model="org/b",
    revision=PIN,
    model_kwargs={"trust_remote_code": os.getenv("TRUST", "false")},
)
AutoModel.from_pretrained("org/c", revision=PIN, trust_remote_code=os.getenv("TRUST"))  #: trust-remote-code: an environment variable can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted
pipeline(  #: trust-remote-code: an environment variable can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted
    "text-generation",
    model="org/d",
    revision=PIN,
    model_kwargs={"trust_remote_code": os.getenv("TRUST")},
)
AutoModel.from_pretrained("org/e", revision=PIN, trust_remote_code=sys.argv[1] == "yes")  #: trust-remote-code: the command line can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted
