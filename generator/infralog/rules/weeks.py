"""Weeks' notes stand on the day that ends a week, and none is told twice (DESIGN section 4)."""

from __future__ import annotations

from collections.abc import Iterator

from infralog.errors import Problem
from infralog.model.log import Log
from infralog.model.week import Week
from infralog.rules.places import Places, problem_at
from infralog.settings import WEEKDAYS, Settings


def check_weeks(log: Log, places: Places, settings: Settings) -> Iterator[Problem]:
    """Notes on other weekdays, and weeks that two notes cover."""
    tellers: dict[Week, Week] = {Week(day): Week(day) for day in log.weeks}
    for day, note in sorted(log.weeks.items()):
        ending = Week.of(day, settings.last_weekday)
        if ending.last_day != day:
            message = (
                f"{day} is a {WEEKDAYS[day.weekday()].title()}, and weeks end on"
                f" {settings.week_ends.title()} here;"
                f" name the file {ending.last_day}.md."
            )
            yield problem_at(places, note, "", "E221", message)
        for back in range(1, note.covers):
            covered = Week(day).shifted(-back)
            teller = tellers.setdefault(covered, Week(day))
            if teller.last_day != day:
                message = (
                    f"The week of {covered.last_day} is covered by weeks/{teller.last_day}.md;"
                    f" write covers: {back}, or remove that file."
                )
                yield problem_at(places, note, "covers", "E220", message)
                break
