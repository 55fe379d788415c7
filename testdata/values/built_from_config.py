"""Models built from a configuration that was loaded before, and one kept in a class of its own."""

import sys

import yaml
from addict import Dict
from transformers import AutoConfig, AutoModel

config = AutoConfig.from_pretrained("org/described")  #? "org/described" @ literal:9
AutoModel.from_config(config, trust_remote_code=True)  #? "org/described" @ literal:9
asked = AutoConfig.from_pretrained(sys.argv[1])  #? unknown: command line argument 1 has no default
AutoModel.from_config(config=asked, trust_remote_code=True)  #? unknown: command line argument 1 has no default


class Settings(Dict):
    def __missing__(self, key):
        return None


settings = Settings(yaml.safe_load(open(sys.argv[2])))
settings.tokenizer = "org/words"
AutoConfig.from_pretrained(settings.base_model)  #? unknown: command line argument 2 has no default
AutoConfig.from_pretrained(settings["base_model"])  #? unknown: command line argument 2 has no default
