"""trust_remote_code of the parts of a model."""

from haystack.components.embedders import SentenceTransformersTextEmbedder
from haystack.components.generators import HuggingFaceLocalGenerator
from llama_index.llms.huggingface import HuggingFaceLLM
from sentence_transformers import SentenceTransformer

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"
TRUST = {"trust_remote_code": True}

SentenceTransformer("org/a", revision=PIN, config_kwargs=TRUST)  #: trust-remote-code: trust_remote_code is passed on to a part of the model | unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformer("org/b", revision=PIN, config_args=TRUST)  #: trust-remote-code: trust_remote_code is passed on to a part of the model | unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformer("org/c", revision=PIN, tokenizer_args=TRUST)  #: trust-remote-code: trust_remote_code is passed on to a part of the model | unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformer("org/d", revision=PIN, processor_kwargs=TRUST)  #: trust-remote-code: trust_remote_code is passed on to a part of the model | unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformer("org/e", revision=PIN, tokenizer_kwargs=TRUST)  #: trust-remote-code: trust_remote_code is passed on to a part of the model | unsafe-format: safetensors are not demanded and pickled weights are accepted
SentenceTransformersTextEmbedder("org/f", revision=PIN, tokenizer_kwargs=TRUST)  #: trust-remote-code: trust_remote_code is passed on to the model | unpinned-hub-download: the revision is not a full commit hash
HuggingFaceLocalGenerator("org/g", huggingface_pipeline_kwargs=TRUST)  #: trust-remote-code: trust_remote_code is passed on to the model | unpinned-hub-download: the revision is not a full commit hash
HuggingFaceLLM(model_name="org/h", tokenizer_kwargs=TRUST)  #: trust-remote-code: trust_remote_code is passed on to the tokenizer | unpinned-hub-download: the revision is not a full commit hash
