"""A switch that only tests turn on is still a switch."""

from tests.projects.test_projects import found


def test_a_switch_that_only_tests_turn_on() -> None:
    finding = found("handed_on")["pickle-load", "src/cards/_card.py", 32]
    (guard,) = finding.guards
    assert guard.startswith("somebody has to switch it on by name")
    assert finding.severity < found("handed_on")["pickle-load", "src/cards/_card.py", 38].severity
