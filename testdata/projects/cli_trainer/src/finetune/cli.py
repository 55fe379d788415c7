"""Command line of `finetune`."""

import argparse
import logging

from finetune import evaluation, training
from finetune.settings import read_settings


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="finetune", description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true")
    commands = parser.add_subparsers(required=True)

    train = commands.add_parser("train", help="fine-tune a model")
    train.add_argument(
        "--base-model",
        default="EleutherAI/pythia-410m",
        help="repository of the model to start from",
    )
    train.add_argument("--resume", metavar="FILE", help="checkpoint to go on from")
    train.add_argument("--name", default="latest")
    train.set_defaults(run=run_train)

    score = commands.add_parser("score", help="score answers with a reward model")
    score.add_argument("answers", type=argparse.FileType("r", encoding="utf-8"))
    score.set_defaults(run=run_score)
    return parser


def run_train(args: argparse.Namespace) -> None:
    settings = read_settings()
    trainer = training.Trainer(settings, args.base_model)
    if args.resume:
        trainer.resume(args.resume)
    trainer.fit(args.name)


def run_score(args: argparse.Namespace) -> None:
    for answer, score in evaluation.score(args.answers):
        print(f"{score:6.3f}  {answer}")


def main(argv: list[str] | None = None) -> None:
    args = build_parser().parse_args(argv)
    logging.basicConfig(level=logging.DEBUG if args.verbose else logging.INFO)
    args.run(args)
