"""What must hold between records: references, circles, single points of failure, addresses."""

from __future__ import annotations
