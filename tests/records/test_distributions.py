"""Names of distributions are compared as packaging compares them."""

import pytest
from packaging.utils import canonicalize_name

from reach.records.distributions import canonical

NAMES = ("torch", "Flask-SQLAlchemy", "ruamel.yaml", "zope_interface", "a--b__c..d", "A.-_b", "-x-")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_what_packaging_makes_of_it(name: str) -> None:
    assert canonical(name) == canonicalize_name(name)
