"""The short way to read a requirement gives what the long one gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import InvalidRequirement, Requirement

from reach.discover.manifests.plain import plain

_PARTS = st.sampled_from(
    ["torch", "a.b-c", "-", "==", ">=", "<", "~=", "!=", "===", "<=", "=", ",", " ", "1.0", "2.*",
     "1!2", "1.0+cu118", "rc1", "[x]", "[x,y-z]", "[",
     "; python_version<'3'", "@", "(", ")", "*", "v1", "é", "_"]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=7).map("".join))
def test_same_as_packaging(text: str) -> None:
    found = plain(text)
    if found is None:
        return
    try:
        whole = Requirement(text)
    except InvalidRequirement:
        pytest.fail(f"{text!r} is no requirement")
    assert (found.name, str(found.specifier)) == (whole.name, str(whole.specifier))
    assert (whole.url, whole.marker) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["torch", "torch==2.1.0", "torch >= 2.0, <3", "a.b_c~=1.4", "torch==2.*", "x[y]!=1!2.0rc1"],
)
def test_most_are_plain(text: str) -> None:
    assert plain(text) is not None


@pytest.mark.parametrize(
    "text",
    ["", "t[x", "t[]", "t; os_name=='nt'", "t @ https://x", "t>=", "t>=1,", "t===1", "t>1.*"],
)
def test_others_are_not(text: str) -> None:
    assert plain(text) is None
