"""The inventory as text, CSV and JSON: everything is there, and nothing does harm."""

import csv
import io
import json
from dataclasses import replace

import pytest

from reach.output.inventory.csv import COLUMNS, cell
from reach.output.inventory.csv import render as as_csv
from reach.output.inventory.json import render as as_json
from reach.output.inventory.text import render as as_text
from tests.inventory.test_collect import validator
from tests.output.inventories import INVENTORY, MODEL, hostile_inventory
from tests.output.samples import HOSTILE


def test_the_table_names_artifact_place_and_entry_point() -> None:
    text = as_text(INVENTORY, width=140)
    (row,) = [line for line in text.splitlines() if "acme/chat-7b" in line]
    assert row.split() == [
        *("model", "acme/chat-7b", "none", "unknown", "deployed"),
        *("POST", "/generate"),
    ]
    assert "app/loader.py:5" in text
    assert text.splitlines()[-1] == "2 models, 1 dataset loaded."


def test_an_advisory_is_shown() -> None:
    assert "REACH-2024-0001" in as_text(INVENTORY, width=140)


def test_what_is_not_known_is_counted_and_listed() -> None:
    assert "Not known what is loaded: 1 call; -v lists them." in as_text(INVENTORY)
    assert "the parameter path has no value" in as_text(INVENTORY, verbose=True, width=140)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("verbose", [False, True])
def test_no_text_of_the_tree_reaches_the_terminal(text: str, verbose: bool) -> None:
    shown = as_text(hostile_inventory(text), verbose=verbose)
    assert all(char.isprintable() or char == "\n" for char in shown)
    assert "::error" not in shown
    assert "##[" not in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(hostile_inventory(text)))))
    assert rows[0] == list(COLUMNS)
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert all(char.isprintable() for row in rows for each in row for char in each)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\uff1d1", "\uff20a"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    inventory = replace(INVENTORY, components=(replace(MODEL, id=text, revision=text),))
    row = list(csv.reader(io.StringIO(as_csv(inventory))))[1]
    assert row[COLUMNS.index("id")][0] in "'\\"
    assert row[COLUMNS.index("revision")][0] in "'\\"


def test_ordinary_cells_stay_as_they_are() -> None:
    assert cell("acme/chat-7b") == "acme/chat-7b"
    row = list(csv.reader(io.StringIO(as_csv(INVENTORY))))[1]
    assert row[:2] == ["model", "acme/chat-7b"]
    assert row[COLUMNS.index("entry point")] == "POST /generate"


@pytest.mark.parametrize("text", HOSTILE)
def test_json_of_hostile_text_keeps_the_schema(text: str) -> None:
    validator().validate(json.loads(as_json(hostile_inventory(text))))
