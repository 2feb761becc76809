"""Every entry of an id is counted once, by its type."""

from __future__ import annotations

from infralog.views.census import Count, census_of
from make import change, incident, log_of, maintenance, moment


def test_entries_are_counted_by_type_and_what_goes_on_is_known():
    log = log_of(
        incident("over", "2024-12-01", end_unknown=True, services=("web", "dns")),
        incident("on", "2024-12-02", services=("web",)),
        change("made", "2024-12-03", services=("web",)),
        maintenance("planned", "2024-12-04", services=("web",)),
    )
    assert census_of({**log.by_service, "idle": ()}, {"on"}) == (
        Count("web", 2, 1, 1, 1, moment("2024-12-03")),  # what is planned has not begun
        Count("dns", 1, 0, 0, 0, moment("2024-12-01")),
        Count("idle"),
    )
