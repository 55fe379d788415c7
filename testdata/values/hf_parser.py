"""Identifiers in dataclasses that HfArgumentParser fills from the command line."""

from dataclasses import dataclass, field
from typing import Optional

from transformers import AutoModel, HfArgumentParser


@dataclass
class ModelArguments:
    model_name_or_path: str
    teacher: str = field(default="org/teacher", metadata={"help": "Teacher."})
    student: str = "org/student"
    tokenizer: Optional[str] = None
    model_revision: str = field(default="main")
    choice: str = field(default="org/c1", metadata={"choices": ["org/c1", "org/c2"]})


@dataclass
class DataArguments:
    dataset: str = "org/dataset"


def main():
    parser = HfArgumentParser((ModelArguments, DataArguments))
    model_args, data_args = parser.parse_args_into_dataclasses()
    AutoModel.from_pretrained(model_args.teacher)  #? "org/teacher" @ field default:12
    AutoModel.from_pretrained(model_args.student, revision=model_args.model_revision)  #? "org/student" @ field default:13 revision="main"
    AutoModel.from_pretrained(model_args.model_name_or_path)  #? unknown: command line argument --model_name_or_path has no default
    AutoModel.from_pretrained(model_args.tokenizer)  #? unknown: command line argument --tokenizer has no default
    AutoModel.from_pretrained(model_args.tokenizer or model_args.student)  #? "org/student" @ field default:13 | unknown: command line argument --tokenizer has no default
    AutoModel.from_pretrained(model_args.choice)  #? "org/c1" @ field default:16 | "org/c2"
    AutoModel.from_pretrained(data_args.dataset)  #? "org/dataset" @ field default:21
    build(model_args)


def build(arguments):
    AutoModel.from_pretrained(arguments.teacher)  #? "org/teacher" @ field default:12


def together():
    import argparse

    parser = HfArgumentParser((ModelArguments, DataArguments))
    model_args, data_args = parser.parse_args_into_dataclasses()
    args = argparse.Namespace(**vars(model_args), **vars(data_args))
    AutoModel.from_pretrained(args.teacher)  #? "org/teacher" @ field default:12
    AutoModel.from_pretrained(args.dataset)  #? "org/dataset" @ field default:21


def single():
    (only,) = HfArgumentParser(ModelArguments).parse_args_into_dataclasses()
    AutoModel.from_pretrained(only.teacher)  #? "org/teacher" @ field default:12


if __name__ == "__main__":
    main()
    single()
    together()
