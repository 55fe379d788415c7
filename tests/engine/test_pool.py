"""Wide sets are narrowed alike, however many came in between, and not kept for ever."""

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments, Context
from reach.flow.pool import Pool
from reach.flow.values import Function, Values
from reach.records.code import hollow


def wide(pool: Pool, number: int) -> Values:
    """More literals than a set may hold."""
    return frozenset(pool.const(f"{number} {each}") for each in range(Pool.WIDTH + 1))


def test_what_is_forgotten_is_found_again() -> None:
    pool = Pool()
    first = pool.limit(wide(pool, 0))
    assert [type(value).__name__ for value in first] == ["Unknown"]
    some = [pool.const(str(number)) for number in range(200)]
    for number in range(4 * Pool.REMEMBERED):
        a, b = number % 200, number // 200
        pool.limit(frozenset((*some[:20], some[a], some[b])))
        assert len(pool._narrowed) <= Pool.REMEMBERED
    assert pool.limit(wide(pool, 0)) == first


def test_a_function_that_is_made_in_many_calls_is_one() -> None:
    pool = Pool()
    facts = hollow("inner.py", "inner", False, False)
    body = Body(0, facts, facts.codes[0], None)
    calls = [Context(body, None, Arguments(), 0, number) for number in range(Pool.WIDTH + 1)]
    made: Values = frozenset(pool.function(body, call) for call in calls)
    kept = [v for v in pool.limit(made) if isinstance(v, Function)]
    assert kept == [pool.function(body, None)]


def test_what_many_calls_change_in_one_place_is_one_container() -> None:
    pool = Pool()
    facts = hollow("inner.py", "inner", False, False)
    body = Body(0, facts, facts.codes[0], None)
    calls = [Context(body, None, Arguments(), 0, number) for number in range(Pool.WIDTH + 1)]
    made: Values = frozenset(pool.container("list", body, 0, call) for call in calls)
    assert pool.limit(made) == {pool.container("list", body, 0, None)}
