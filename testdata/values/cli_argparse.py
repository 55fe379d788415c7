"""Identifiers given on the command line, read by argparse."""

import argparse
from pathlib import Path

from transformers import AutoModel

MODELS = {
    "tiny": "org/tiny",
    "big": "org/big",
}


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="org/argument")
    parser.add_argument("--model-name", "-m", type=str, default="org/dashed")
    parser.add_argument("-s", default="org/short")
    parser.add_argument("--renamed", dest="repo", default="org/dest")
    parser.add_argument("--choice", choices=["org/a", "org/b"], default="org/a")
    parser.add_argument("--required", choices=("org/c", "org/d"), required=True)
    parser.add_argument("--size", choices=list(MODELS), default="tiny")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--turbo", dest="speed", action="store_const", const="x", default="y")
    parser.add_argument("--many", nargs="+", default=["org/many-1", "org/many-2"])
    parser.add_argument("--path", type=Path, default="./models/local")
    parser.add_argument("--revision", default="main")
    parser.add_argument("--free")
    parser.add_argument("--must", required=True)
    parser.add_argument("positional")
    parser.add_argument("optional", nargs="?", default="org/optional")
    parser.add_argument("--template", default="org/{}-it")
    parser.set_defaults(preset="org/preset")
    return parser.parse_args()


args = parse()
AutoModel.from_pretrained(args.model)  #? "org/argument" @ argparse default:16
AutoModel.from_pretrained(args.model_name)  #? "org/dashed" @ argparse default:17
AutoModel.from_pretrained(args.s)  #? "org/short" @ argparse default:18
AutoModel.from_pretrained(args.repo)  #? "org/dest" @ argparse default:19
AutoModel.from_pretrained(args.choice)  #? "org/a" @ argparse default:20 | "org/b" @ argparse choice:20
AutoModel.from_pretrained(args.required)  #? "org/c" @ argparse choice:21 | "org/d" @ argparse choice:21
AutoModel.from_pretrained(MODELS[args.size])  #? "org/tiny" @ literal:9 | "org/big" @ literal:10
AutoModel.from_pretrained(f"org/llama-{args.size}")  #? "org/llama-tiny" | "org/llama-big"
AutoModel.from_pretrained("org/large" if args.large else "org/small")  #? "org/large" @ literal:46 | "org/small" @ literal:46
AutoModel.from_pretrained(args.many[0])  #? "org/many-1" @ argparse default:25
for each in args.many:
    AutoModel.from_pretrained(each)  #? "org/many-1" @ argparse default:25 | "org/many-2" @ argparse default:25
AutoModel.from_pretrained(args.path)  #? "models/local" local @ argparse default:26
AutoModel.from_pretrained(args.model, revision=args.revision)  #? "org/argument" @ argparse default:16 revision="main"
AutoModel.from_pretrained(args.optional)  #? "org/optional" @ argparse default:31
AutoModel.from_pretrained(args.preset)  #? "org/preset" @ argparse default:33
AutoModel.from_pretrained(vars(args)["model"])  #? "org/argument" @ argparse default:16
AutoModel.from_pretrained(getattr(args, "repo"))  # noqa: B009  #? "org/dest" @ argparse default:19
AutoModel.from_pretrained(args.template.format("2b"))  #? "org/2b-it"
AutoModel.from_pretrained(args.free)  #? unknown: command line argument --free has no default
AutoModel.from_pretrained(args.must)  #? unknown: command line argument --must has no default
AutoModel.from_pretrained(args.positional)  #? unknown: command line argument positional has no default
AutoModel.from_pretrained(args.free or "org/or-else")  #? "org/or-else" @ literal:60 | unknown: command line argument --free has no default
AutoModel.from_pretrained(f"org/{args.free}")  #? "org/{}" | unknown: command line argument --free has no default


def takes_args(options):
    return AutoModel.from_pretrained(options.model)  #? "org/argument" @ argparse default:16


takes_args(args)


def takes_all(model, revision, **rest):
    return AutoModel.from_pretrained(model, revision=revision)  #? "org/argument" @ argparse default:16 revision="main"


takes_all(**vars(args))


class Application:
    def __init__(self, options):
        self.options = options

    def load(self):
        return AutoModel.from_pretrained(self.options.repo)  #? "org/dest" @ argparse default:19


Application(args).load()


def subcommands():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command")
    train = commands.add_parser("train")
    train.add_argument("--base", default="org/subcommand")
    group = train.add_argument_group("weights")
    group.add_argument("--teacher", default="org/in-group")
    known, _ = parser.parse_known_args(["train"])
    AutoModel.from_pretrained(known.base)  #? "org/subcommand" @ argparse default:93
    return AutoModel.from_pretrained(known.teacher)  #? "org/in-group" @ argparse default:95


subcommands()


def add_shared(parser):
    parser.add_argument("--shared", default="org/shared")


helped = argparse.ArgumentParser()
add_shared(helped)
AutoModel.from_pretrained(helped.parse_args([]).shared)  #? "org/shared" @ argparse default:105
