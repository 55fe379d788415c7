"""What day it is, for what expires: the clock, or `SOURCE_DATE_EPOCH` where that is set."""

from datetime import date

from reach.config import moment


def today() -> date:
    """The current day in UTC."""
    return moment().date()
