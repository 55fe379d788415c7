"""What the components of a page offer is what a handler may be given."""

import gradio as gr
import torch
from transformers import AutoModel

BASES = {"Small": "org/small", "Large": "org/large"}
PAIRS = [("Fast", "org/fast"), ("Best", "org/best")]


def by_key(prompt, base, kind):
    AutoModel.from_pretrained(BASES[base])  #? "org/small" @ literal:7 | "org/large" @ literal:7
    return AutoModel.from_pretrained(f"org/control-{kind}")  #? "org/control-edges" | "org/control-depth"


def by_value(repo):
    return AutoModel.from_pretrained(repo)  #? "org/fast" @ literal:8 | "org/best" @ literal:8


def by_any(name):
    return AutoModel.from_pretrained(name)  #? unknown: name comes from the request (Gradio by_any)


def scaled(image, factor):
    return torch.load(f"upscale/x{factor}.pth", weights_only=False)  #? "upscale/x2.pth" local | "upscale/x4.pth" local


class Translator:
    def __init__(self):
        self.available = ["org/short", "org/long"]

    def translate(self, text, name):
        return AutoModel.from_pretrained(name)  #? "org/short" @ literal:30 | "org/long" @ literal:30


translator = Translator()

with gr.Blocks() as demo:
    prompt = gr.Textbox()
    base = gr.Dropdown(choices=list(BASES), value="Small")
    kind = gr.Radio(["edges", "depth"], label="Kind")
    repo = gr.Dropdown(PAIRS, label="Model")
    free = gr.Dropdown(["org/one"], allow_custom_value=True)
    gr.Button("Go").click(by_key, [prompt, base, kind])
    repo.change(fn=by_value, inputs=repo)
    free.change(fn=by_any, inputs=free)
    words = gr.Dropdown(choices=translator.available)
    gr.Button("Translate").click(fn=translator.translate, inputs=[prompt, words])
    prompt.submit(by_any, inputs=[prompt])

gr.Interface(scaled, ["image", gr.Radio([2, 4])], "image").launch()
