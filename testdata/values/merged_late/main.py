"""Files that are merged resolve what they refer to together."""

import sys

from omegaconf import OmegaConf
from transformers import AutoTokenizer

base = OmegaConf.load("base.yaml")
large = OmegaConf.load("large.yaml")
command = OmegaConf.from_dotlist(sys.argv[1:])
config = OmegaConf.merge(base, large, command)

AutoTokenizer.from_pretrained(config.model.repo, revision=config.model.revision)  #? "org/large" revision="v1"
AutoTokenizer.from_pretrained(config.model.other)  #? "org/large-other"
