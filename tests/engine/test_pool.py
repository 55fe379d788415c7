"""Wide sets are narrowed alike, however many came in between, and not kept for ever."""

from reach.flow.pool import Pool
from reach.flow.values import Values


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
