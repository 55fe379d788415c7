"""Models that a program has saved itself are no repositories."""

import json
from pathlib import Path

from reach.config import Options
from reach.scan import scan

TUNED = """
from transformers import AutoModelForMaskedLM, AutoTokenizer, Trainer, pipeline

tokenizer = AutoTokenizer.from_pretrained("acme/words", revision="v1")
model = AutoModelForMaskedLM.from_pretrained("acme/words", revision="v1")
trainer = Trainer(model=model)
trainer.train()
trainer.save_model("tuned")
for part in (model, tokenizer):
    part.save_pretrained("org/parts/")

fill = pipeline("fill-mask", model="tuned")
again = AutoModelForMaskedLM.from_pretrained("org/parts")
"""


def loaded(folder: Path, text: str) -> list[tuple[str, str, int]]:
    """Hub, identifier and line of what is loaded."""
    (folder / "main.py").write_text(text)
    report = scan([folder], Options(jobs=1, cache=False))
    return sorted(
        {
            (a.hub, a.id, load.location.line)
            for load in report.loads
            for use in load.uses
            for a in (use.artifact,)
        },
        key=lambda each: each[2],
    )


def test_what_was_saved_before_is_a_folder(tmp_path: Path) -> None:
    assert loaded(tmp_path, TUNED) == [
        ("huggingface", "acme/words", 4),
        ("huggingface", "acme/words", 5),
        ("local", "tuned", 12),
        ("local", "org/parts", 13),
    ]


def test_what_is_saved_later_is_loaded_from_the_hub(tmp_path: Path) -> None:
    text = (
        "from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained('acme/words')\n"
        "model.save_pretrained('acme/words')\n"
    )
    assert loaded(tmp_path, text) == [("huggingface", "acme/words", 3)]


def test_a_copy_of_a_repository_is_named_by_it(tmp_path: Path) -> None:
    """The function that keeps a copy stands above, and is called after the load."""
    text = (
        "from transformers import AutoModel\n\n\ndef keep(model):\n"
        "    model.save_pretrained('acme/words')\n\n\n"
        "keep(AutoModel.from_pretrained('acme/words'))\n"
    )
    assert loaded(tmp_path, text) == [("huggingface", "acme/words", 8)]


def test_a_download_asks_the_hub(tmp_path: Path) -> None:
    text = (
        "from huggingface_hub import snapshot_download\nfrom transformers import BertModel\n\n"
        "model = BertModel(None)\nmodel.save_pretrained('acme/words')\n"
        "snapshot_download('acme/words')\nBertModel.from_pretrained('acme/words')\n"
    )
    assert loaded(tmp_path, text) == [
        ("huggingface", "acme/words", 6),
        ("local", "acme/words", 7),
    ]


def test_what_is_not_known_differs_each_time(tmp_path: Path) -> None:
    """Two names that begin and end alike may be different ones."""
    text = (
        "import sys\n\nfrom transformers import BertModel\n\nmodel = BertModel(None)\n"
        "model.save_pretrained('acme/' + sys.argv[1] + '-tuned')\n"
        "BertModel.from_pretrained('acme/' + sys.argv[2] + '-tuned')\n"
    )
    assert loaded(tmp_path, text) == [("huggingface", "acme/{}-tuned", 7)]


def test_a_copy_of_what_a_class_of_the_program_loads(tmp_path: Path) -> None:
    text = (
        "from transformers import BertModel\n\n\nclass Mine(BertModel):\n    pass\n\n\n"
        "def keep(model):\n    model.save_pretrained('acme/words')\n\n\n"
        "keep(Mine.from_pretrained('acme/words'))\n"
    )
    assert loaded(tmp_path, text) == [("huggingface", "acme/words", 12)]


def test_what_a_trainer_writes_is_in_the_folder_of_its_settings(tmp_path: Path) -> None:
    text = (
        "from sentence_transformers import SentenceTransformer\n"
        "from transformers import AutoModel, Trainer, TrainingArguments\n\n"
        "model = AutoModel.from_pretrained('acme/words')\n"
        "args = TrainingArguments('org/tuned', num_train_epochs=1)\n"
        "Trainer(model=model, args=args).train()\n"
        "AutoModel.from_pretrained('org/tuned')\n"
        "Trainer(AutoModel.from_pretrained('acme/old'), TrainingArguments(output_dir='acme/old'))\n"
        "AutoModel.from_pretrained('acme/old')\n"
        "SentenceTransformer('acme/embed', revision='v1').save('org/embed')\n"
        "SentenceTransformer('org/embed')\n"
        "open('x').save('org/other')\nSentenceTransformer('org/other')\n"
    )
    assert loaded(tmp_path, text) == [
        ("huggingface", "acme/words", 4),
        ("local", "org/tuned", 7),
        ("huggingface", "acme/old", 8),
        ("huggingface", "acme/old", 9),
        ("huggingface", "acme/embed", 10),
        ("local", "org/embed", 11),
        ("huggingface", "org/other", 13),
    ]


def test_what_a_command_of_a_notebook_fills_is_a_folder(tmp_path: Path) -> None:
    cells = [
        "from transformers import AutoModel\n\nAutoModel.from_pretrained('tuned')\n",
        '!python train.py --model acme/words \\\n    --output_dir "tuned" --epochs 2\n',
        "AutoModel.from_pretrained('tuned')\n",
        "AutoModel.from_pretrained('others')\n",
    ]
    notebook = {
        "cells": [
            {"cell_type": "code", "source": cell.splitlines(keepends=True), "outputs": []}
            for cell in cells
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (tmp_path / "tune.ipynb").write_text(json.dumps(notebook, indent=1))
    report = scan([tmp_path], Options(jobs=1, cache=False))
    names = [(u.artifact.hub, u.artifact.id) for load in report.loads for u in load.uses]
    assert sorted(names) == [
        ("huggingface", "others"),
        ("huggingface", "tuned"),
        ("local", "tuned"),
    ]
