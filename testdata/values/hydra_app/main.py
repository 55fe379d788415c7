"""Identifiers in a Hydra configuration."""

import hydra
from omegaconf import DictConfig
from transformers import AutoModel


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg: DictConfig):
    AutoModel.from_pretrained(cfg.name)  #? "org/hydra" @ config file:conf/config.yaml:5
    AutoModel.from_pretrained(cfg.model.repo)  #? "org/hydra-base" @ config file:conf/model/base.yaml:1
    AutoModel.from_pretrained(cfg["model"]["repo"], revision=cfg.model.revision)  #? "org/hydra-base" @ config file:conf/model/base.yaml:1 revision="v9"
    AutoModel.from_pretrained(cfg.reference)  #? "org/hydra-base" @ config file:conf/model/base.yaml:1
    AutoModel.from_pretrained(cfg.from_env)  #? "org/hydra-env" @ config file:conf/config.yaml:7
    AutoModel.from_pretrained(cfg.no_default)  #? unknown: environment variable HYDRA_REQUIRED has no default
    AutoModel.from_pretrained(cfg.mandatory)  #? unknown: key mandatory has no value in conf/config.yaml
    build(cfg.model)


def build(section):
    AutoModel.from_pretrained(section.repo)  #? "org/hydra-base" @ config file:conf/model/base.yaml:1


if __name__ == "__main__":
    main()
