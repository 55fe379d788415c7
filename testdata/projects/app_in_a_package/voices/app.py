import argparse

import gradio as gr

from voices.api import speaker

parser = argparse.ArgumentParser()
parser.add_argument("--share", action="store_true")
args = parser.parse_args()

voice = speaker("checkpoints/en.pth")


def say(text):
    return voice, text


demo = gr.Interface(say, "text", "audio")
demo.launch(share=args.share)
