"""The demo's page."""

import gradio as gr

from studio import history, speech
from studio.pictures import Painter
from studio.registry import SPEECH, STYLES

painter = Painter()

with gr.Blocks(title="Speech and pictures") as demo:
    with gr.Tab("Speech"):
        audio = gr.Audio(sources=["microphone"], type="filepath")
        size = gr.Dropdown(list(SPEECH), value="Small, fast", label="Model")
        text = gr.Textbox(label="Text")
        gr.Button("Transcribe").click(speech.transcribe, inputs=[audio, size], outputs=text)

    with gr.Tab("Pictures"):
        prompt = gr.Textbox(label="Prompt")
        style = gr.Radio(list(STYLES), value="Photograph", label="Style")
        double = gr.Checkbox(label="Twice as large")
        image = gr.Image()
        paint = gr.Button("Paint")
        paint.click(fn=painter.paint, inputs=[prompt, style, double], outputs=image)
        gr.Examples(history.load(), inputs=prompt)

if __name__ == "__main__":
    demo.queue(max_size=20).launch()
