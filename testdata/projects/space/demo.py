"""What the platform starts."""

import gradio as gr

from engine import build

engine = build("blip")


def make(prefix):
    def predict(image):
        return prefix + engine.caption(image)

    return predict


with gr.Blocks() as demo:
    image, text = gr.Image(), gr.Textbox()
    gr.Button("Caption").click(make("a "), inputs=image, outputs=text)

demo.launch()
