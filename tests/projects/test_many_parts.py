"""A table that other modules fill with more parts than are looked at one by one."""

from pathlib import Path

from reach.config import Options
from reach.scan import scan

PAGE = """
import gradio as gr
import torch

import {others}
import shared

def load(path):
    return torch.load(path, weights_only=False)

with gr.Blocks() as demo:
    for page in ({others}):
        page.build()
    shared.parts["path"] = gr.Textbox()
    shared.parts["last39"].click(load, shared.parts["path"], None)
demo.launch()
"""


def test_a_handler_of_one_of_many(tmp_path: Path) -> None:
    pages = [f"page{number}" for number in range(4)] + ["last"]
    (tmp_path / "shared.py").write_text("parts = {}\n")
    (tmp_path / "main.py").write_text(PAGE.format(others=", ".join(pages)))
    for page in pages:
        lines = (f"    shared.parts['{page}{number}'] = gr.Button()" for number in range(40))
        head = "import gradio as gr\nimport shared\n\ndef build():\n"
        (tmp_path / f"{page}.py").write_text(head + "\n".join(lines) + "\n")
    (finding,) = scan([tmp_path], Options(jobs=1)).findings
    assert finding.grade == "exposed"
    (witness,) = finding.witnesses
    assert witness.entry.name == "Gradio load"
