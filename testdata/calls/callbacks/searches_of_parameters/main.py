import functools

import hyperopt
import optuna
import wandb


def run(data):
    pass


def goal(trial):
    pass


def loss(space):
    pass


wandb.agent("sweep", functools.partial(run, data=1), count=2)
optuna.create_study(direction="minimize").optimize(goal, n_trials=3)
hyperopt.fmin(fn=loss, space={})
