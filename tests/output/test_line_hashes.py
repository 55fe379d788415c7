"""The line hash, against its description written down a second time, one unit after another."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reach.output.sarif.fingerprints import line_hashes

END = 65535


def window_value(units: list[int]) -> str:
    """The polynomial over exactly one hundred units, as hexadecimal digits."""
    value = 0
    for unit in (*units, *[0] * 100)[:100]:
        value = (value * 37 + unit) % 2**64
    return format(value, "x")


def described(text: str) -> list[str]:
    """Blanks out, line ends made one, a window from each line's start, repeats counted."""
    lines: list[list[int]] = [[]]
    previous = ""
    for char in text:
        if char in "\r\n":
            if not (char == "\n" and previous == "\r"):
                lines[-1].append(10)
                lines.append([])
        elif char not in " \t":
            pair = char.encode("utf-16-be", "surrogatepass")
            lines[-1] += [int.from_bytes(pair[n : n + 2]) for n in range(0, len(pair), 2)]
        previous = char
    lines[-1].append(END)
    hashes: list[str] = []
    for number in range(len(lines)):
        value = window_value([unit for line in lines[number:] for unit in line])
        repeats = sum(other.startswith(f"{value}:") for other in hashes)
        hashes.append(f"{value}:{repeats + 1}")
    return hashes


TEXTS = st.text(alphabet="ab \t\r\n🙂é", max_size=260)


@given(TEXTS)
@example("a\r \nb")
@example("x" * 99 + "\n" + "y" * 250)
def test_it_is_the_described_polynomial(text: str) -> None:
    assert line_hashes(text) == described(text)


def test_an_empty_file_has_one_line() -> None:
    value = 65535 * 37**99 % 2**64
    assert line_hashes("") == [f"{value:x}:1"]


def test_one_line_is_its_units_and_the_end_mark() -> None:
    value = (ord("a") * 37**99 + ord("b") * 37**98 + 65535 * 37**97) % 2**64
    assert line_hashes("\ta  b") == [f"{value:x}:1"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_line_ends_are_alike(end: str) -> None:
    lines = ["import torch", "", "x = torch.load(path)", ""]
    assert line_hashes(end.join(lines)) == line_hashes("\n".join(lines))


def test_repeated_windows_are_counted() -> None:
    text = ("a" * 100 + "\n") * 3 + "b"
    first = line_hashes(text)
    assert [item.rpartition(":")[2] for item in first] == ["1", "2", "3", "1"]
    assert len({item.rpartition(":")[0] for item in first}) == 2


def test_what_follows_the_window_does_not_count() -> None:
    line = "x" * 100 + "\n"
    assert line_hashes(line + "a")[0] == line_hashes(line + "b")[0]
    assert line_hashes("x" * 99 + "\na")[0] == line_hashes("x" * 99 + "\nb")[0]
    assert line_hashes("x" * 98 + "\na")[0] != line_hashes("x" * 98 + "\nb")[0]
