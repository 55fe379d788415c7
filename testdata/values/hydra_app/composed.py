"""Configurations beside the modules of a package."""

from hydra import compose, initialize_config_module
from transformers import AutoModel

initialize_config_module("boxes", version_base="1.2")


def build(name):
    config = compose(config_name=name)
    return AutoModel.from_pretrained(config.model.name)  #? "org/small-boxes" @ config file:boxes/sizes/small.yaml:2


if __name__ == "__main__":
    build("sizes/small")
