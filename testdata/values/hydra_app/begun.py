"""A configuration that is initialized where it is composed, whatever other files initialize."""

from hydra import compose, initialize
from transformers import AutoModel

with initialize(version_base=None, config_path="conf"):
    config = compose(config_name="config")
AutoModel.from_pretrained(config.model.repo)  #? "org/hydra-base" @ config file:conf/model/base.yaml:1


def small():
    with initialize(version_base=None, config_path="conf/model"):
        compose(config_name="large")
    with initialize(version_base=None, config_path="boxes/sizes"):
        config = compose(config_name="small")
    return AutoModel.from_pretrained(config.model.name)  #? "org/small-boxes" @ config file:boxes/sizes/small.yaml:2
