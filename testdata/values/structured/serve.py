"""A configuration that the code composes, with what it says itself in it."""

from hydra import compose, initialize
from transformers import AutoModel

with initialize(version_base=None, config_path="conf"):
    config = compose("config", overrides=["encoder=large", "decoder.repo=org/own", "+extra=org/extra"])

AutoModel.from_pretrained(config.encoder.repo, revision=config.encoder.revision)  #? "org/large" @ config file:conf/encoder/large.yaml:1 revision="v3"
AutoModel.from_pretrained(config.decoder.repo)  #? "org/own" @ literal:7
AutoModel.from_pretrained(config.extra)  #? "org/extra" @ literal:7
