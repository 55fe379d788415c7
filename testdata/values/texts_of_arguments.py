"""Texts that hold several arguments, as those of evaluation harnesses do."""

import argparse

import lm_eval

parser = argparse.ArgumentParser()
parser.add_argument("--model", default="org/default")
parser.add_argument("--revision")
args = parser.parse_args()

lm_eval.simple_evaluate("hf", "pretrained=org/name,revision=v1")  #? "org/name" @ literal:12 revision="v1"
lm_eval.simple_evaluate(model="hf", model_args=f"pretrained={args.model},dtype=float16")  #? "org/default" @ argparse default:8 revision=none
lm_eval.simple_evaluate(model="hf", model_args=f"dtype=float16,pretrained={args.model}-chat")  #? "org/default-chat"
lm_eval.simple_evaluate(model="hf", model_args=f"revision={args.revision},pretrained=org/pinned")  #? "org/pinned"
lm_eval.simple_evaluate(model="hf", model_args=f"pretrained=org/{args.revision}")  #? "org/{}" | unknown: command line argument --revision has no default
lm_eval.simple_evaluate("hf", {"pretrained": "org/mapping"})  #? "org/mapping" @ literal:17
