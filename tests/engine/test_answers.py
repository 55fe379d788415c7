"""Answers that grow too wide."""

from reach.flow.answers import Answers
from reach.flow.pool import Pool
from reach.flow.values import EMPTY, Values
from reach.linking import _make_room


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


def test_what_had_little_work_to_take_is_found_anew_in_the_end() -> None:
    answers = Answers()
    asked: list[int] = []

    def number(place: int) -> Values:
        asked.append(place)
        if place == 0:
            return _numbers(answers.pool, 1)
        return answers.read(("number", place - 1), number, place - 1)

    answers.begin(3)
    assert answers.read(("number", 9), number, 9) == EMPTY
    answers.begin(3)
    assert answers.read(("number", 9), number, 9) == EMPTY
    assert asked == [9, 8, 7, 6]
    answers.conclude(())
    answers.begin()
    assert answers.read(("number", 9), number, 9) == _numbers(answers.pool, 1)


def test_a_question_put_briefly_leaves_nothing_unfinished() -> None:
    answers = Answers()

    def number(place: int) -> Values:
        if place == 0:
            return _numbers(answers.pool, 1)
        return answers.read(("number", place - 1), number, place - 1)

    answers.conclude(())
    answers.begin()
    end = answers.end
    with answers.briefly(3):
        assert answers.read(("number", 9), number, 9) == EMPTY
        assert answers.read(("number", 1), number, 1) == EMPTY
    assert answers.end == end
    assert not answers.given_up
    with answers.briefly(3):
        assert answers.read(("number", 1), number, 1) == _numbers(answers.pool, 1)
    assert answers.read(("number", 9), number, 9) == _numbers(answers.pool, 1)


def test_what_had_all_the_work_to_take_is_not_found_again() -> None:
    _make_room()
    answers = Answers()
    asked: list[int] = []

    def number(place: int) -> Values:
        asked.append(place)
        return answers.read(("number", place + 1), number, place + 1)

    for _ in range(2):
        answers.begin()
        assert answers.read(("number", 0), number, 0) == EMPTY
        answers.conclude(())
    assert len(asked) == len(set(asked))
