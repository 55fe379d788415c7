"""Answers that grow too wide."""

from reach.flow.answers import Answers
from reach.flow.pool import Pool
from reach.flow.values import EMPTY, Values


def _numbers(pool: Pool, count: int) -> Values:
    return frozenset(pool.const(number) for number in range(count))


def test_what_was_too_wide_stays_so_and_is_not_handed_on_again() -> None:
    answers = Answers()
    found = [_numbers(answers.pool, 10)]
    times: list[int] = []

    def wide(place: str) -> Values:
        answers.depend(place)
        return found[0]

    def reader(place: str) -> Values:
        times.append(1)
        return answers.read(("wide", place), wide, place)

    answers.read(("reader", "x"), reader, "x")
    sizes = [len(answers.read(("reader", "x"), reader, "x"))]
    for count in (200, 20, 300, 30, 400):
        found[0] = _numbers(answers.pool, count)
        answers.update(("x",))
        sizes.append(len(answers.read(("reader", "x"), reader, "x")))
    assert sizes == [10, 1, 1, 1, 1, 1]
    assert len(times) == 2
    assert answers.read(("reader", "x"), reader, "x") != EMPTY
