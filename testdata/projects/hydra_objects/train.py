import hydra
from hydra.utils import get_class, instantiate


@hydra.main(version_base=None, config_path="configs", config_name="train")
def main(cfg):
    model = instantiate(cfg.model)
    data = instantiate(cfg.data, split="train", _recursive_=False)
    data.prepare()
    judge = get_class(cfg.judge.kind)
    judge(cfg.judge.name)
    instantiate(cfg.trainer, model=model)


if __name__ == "__main__":
    main()
