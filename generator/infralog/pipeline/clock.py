"""The time of the build: what depends on the clock takes it from here, once."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from infralog.errors import InfralogError


def build_time() -> datetime:
    """SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else now; aware, in UTC.

    Raises InfralogError where the variable is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise InfralogError(
            f"SOURCE_DATE_EPOCH is {given!r}; write seconds since 1970, such as 1734220800."
        ) from error
