"""What a trial suggests is one of what it may choose from."""

import optuna
from ray import tune
from transformers import AutoModel, AutoTokenizer


class Objective:
    """Called with a trial."""

    def __init__(self, names):
        self.names = names

    def __call__(self, trial):
        """One name for each trial."""
        name = trial.suggest_categorical("model", self.names)
        AutoModel.from_pretrained(name)  #? "org/first" | "org/second"
        return 0.0


def plain(trial: optuna.Trial):
    """A function."""
    AutoTokenizer.from_pretrained(trial.suggest_categorical("name", ("org/third", "org/fourth")))  #? "org/third" | "org/fourth"


study = optuna.create_study()
study.optimize(Objective(["org/first", "org/second"]), n_trials=3)
study.optimize(plain)
SPACE = {"model": tune.choice(["org/left", "org/right"])}
AutoTokenizer.from_pretrained(SPACE["model"])  #? "org/left" | "org/right"
