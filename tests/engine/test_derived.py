"""Names of things that are read from other things."""

from reach.flow.derived import attribute_of


def test_a_name_goes_round_no_more_than_twice() -> None:
    once = attribute_of("logging.DEBUG.locale", "language")
    twice = attribute_of(attribute_of(once, "locale"), "language")
    assert twice == "logging.DEBUG.locale.language.locale.language"
    assert attribute_of(twice, "locale") == twice


def test_names_that_begin_alike_are_not_the_same() -> None:
    name = "kit.models.model_one.model_two"
    assert attribute_of(name, "model") == f"{name}.model"
