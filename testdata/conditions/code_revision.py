"""The code of a pinned commit, and what revision does not pin."""

from sentence_transformers import SentenceTransformer
from transformers import AutoModel
from vllm import LLM

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

AutoModel.from_pretrained("org/a", revision=PIN, trust_remote_code=True, code_revision="main")  #: trust-remote-code: trust_remote_code is on, and revision does not pin code that the model names in another repository | unsafe-format: safetensors are not demanded and pickled weights are accepted
AutoModel.from_pretrained("org/b", revision=PIN, trust_remote_code=True, code_revision=PIN)  #: trust-remote-code: trust_remote_code is on, for the code of a pinned commit | unsafe-format: safetensors are not demanded and pickled weights are accepted
AutoModel.from_pretrained("org/c", revision=PIN, trust_remote_code=True)  #: trust-remote-code: trust_remote_code is on, and revision does not pin code that the model names in another repository | unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformer("org/d", revision=PIN, trust_remote_code=True)  #: trust-remote-code: trust_remote_code is on, for the code of a pinned commit | unsafe-format: safetensors are not demanded and pickled weights are accepted
AutoModel.from_pretrained("org/e", trust_remote_code=True, code_revision="main")  #: trust-remote-code: trust_remote_code is on | unpinned-hub-download: the revision is not a full commit hash | unsafe-format: safetensors are not demanded and pickled weights are accepted
LLM("org/f", revision=PIN, trust_remote_code=True, code_revision="main")  #: trust-remote-code: trust_remote_code is on, and revision does not pin code that the model names in another repository
LLM("org/g", revision=PIN, trust_remote_code=True, code_revision=PIN)  #: trust-remote-code: trust_remote_code is on, for the code of a pinned commit
LLM("org/h", revision=PIN, code_revision="main")
