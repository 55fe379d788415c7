import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reach.rules.match import NameIndex

INDEX = NameIndex(
    [
        ("torch.load", "load"),
        ("pickle.Unpickler.load", "unpickler"),
        ("transformers.**.from_pretrained", "weights"),
        ("transformers.**.*Tokenizer*.from_pretrained", "tokenizer"),
        ("gradio.*.load", "callback"),
        ("streamlit.*", "page"),
        ("**.*_pb2_grpc.*Servicer", "servicer"),
        ("fastapi.**.get", "route"),
        ("torch.load", "second"),
    ]
)


@pytest.mark.parametrize(
    ("name", "payloads"),
    [
        ("torch.load", ("load", "second")),
        ("torch.loads", ()),
        ("load", ()),
        ("pickle.Unpickler().load", ("unpickler",)),
        ("transformers.AutoModel.from_pretrained", ("weights",)),
        ("transformers.from_pretrained", ("weights",)),
        ("transformers.models.bert.BertModel.from_pretrained", ("weights",)),
        ("transformers.BertTokenizerFast.from_pretrained", ("tokenizer",)),
        ("transformersX.AutoModel.from_pretrained", ()),
        ("gradio.Blocks().load", ("callback",)),
        ("gradio.load", ()),
        ("gradio.a.b.load", ()),
        ("streamlit.title", ("page",)),
        ("streamlit.sidebar.title", ()),
        ("app.protos.infer_pb2_grpc.InferServicer", ("servicer",)),
        ("infer_pb2_grpc.InferServicer", ("servicer",)),
        ("infer_pb2.InferServicer", ()),
        ("fastapi.FastAPI().get", ("route",)),
        ("fastapi.FastAPI().router.get", ("route",)),
        ("", ()),
        ("...", ()),
    ],
)
def test_lookup(name: str, payloads: tuple[str, ...]) -> None:
    assert INDEX.lookup(name) == payloads
    assert INDEX.lookup(name) == payloads, "the second answer comes from the memo"


def test_exact_name_hides_patterns() -> None:
    index = NameIndex([("a.**.f", "glob"), ("a.b.f", "exact")])
    assert index.lookup("a.b.f") == ("exact",)
    assert index.lookup("a.c.f") == ("glob",)


@given(st.text())
def test_any_text_is_answered(name: str) -> None:
    assert INDEX.lookup(name) == INDEX.lookup(name)


def test_very_long_names_are_refused_quickly() -> None:
    start = time.perf_counter()
    assert INDEX.lookup("transformers" + ".x" * 10_000 + ".from_pretrained") == ()
    assert INDEX.lookup("transformers." * 70 + "y.from_pretrained") == ("weights",)
    assert time.perf_counter() - start < 0.5
