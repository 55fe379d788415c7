"""What day it is, for what expires: the clock, or `SOURCE_DATE_EPOCH` where that is set."""

import os
from datetime import UTC, date, datetime

from reach.errors import UsageError


def today() -> date:
    """The current day in UTC."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(fixed), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH={fixed}: expected seconds since 1970") from error
