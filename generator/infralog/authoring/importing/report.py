"""What an import did, for its author: counts, and every record that was not taken, with why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from infralog.authoring.importing.record import Remark
from infralog.authoring.importing.shelf import Outcome, Shelved


class ImportReport(NamedTuple):
    """All of one run. `refused` are records that became no entry, sorted by place."""

    shelved: tuple[Shelved, ...]
    refused: tuple[Remark, ...]

    @classmethod
    def of(cls, shelved: Iterable[Shelved], unread: Iterable[Remark]) -> ImportReport:
        """Both kinds of refusal joined: those of the importer and those of the log's rules."""
        all_ = tuple(shelved)
        ruled_out = [
            one for each in all_ if each.outcome is Outcome.REFUSED for one in each.remarks
        ]
        kept = tuple(one for one in all_ if one.outcome is not Outcome.REFUSED)
        return cls(kept, tuple(sorted([*unread, *ruled_out])))

    @property
    def counts(self) -> dict[str, int]:
        """Entries by outcome, each outcome named."""
        found = Counter(one.outcome for one in self.shelved)
        return {outcome.value: found[outcome] for outcome in Outcome if outcome != Outcome.REFUSED}

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was odd about records that were taken, sorted by place."""
        return tuple(sorted(remark for one in self.shelved for remark in one.remarks))

    @property
    def to_do(self) -> tuple[Shelved, ...]:
        """Entries in which something is left for the author."""
        return tuple(one for one in self.shelved if one.record.left_open)

    def lines(self) -> list[str]:
        """The report as text, counts first, refusals last, where a terminal shows them."""
        told = ", ".join(f"{count} {name}" for name, count in self.counts.items())
        lines = [f"{len(self.shelved)} records: {told}."]
        if self.to_do:
            lines.append(f"{len(self.to_do)} entries say in x-imported.to_do what is left to you.")
        left_alone = [one for one in self.shelved if one.outcome is Outcome.EDITED]
        lines += _section("changed at the source, edited here", (one.path for one in left_alone))
        lines += _section("taken with a remark", map(str, self.remarks))
        return lines + _section("not taken", map(str, self.refused))

    def as_json(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "counts": self.counts,
            "entries": [
                {
                    "from": one.record.origin,
                    "path": one.path,
                    "outcome": one.outcome.value,
                    "to_do": list(one.record.left_open),
                }
                for one in self.shelved
            ],
            "remarks": [_as_json(remark) for remark in self.remarks],
            "not_taken": [_as_json(remark) for remark in self.refused],
        }


def _section(heading: str, items: Iterable[str]) -> list[str]:
    listed = [f"  {item}" for item in items]
    return ["", f"{len(listed)} {heading}:", *listed] if listed else []


def _as_json(remark: Remark) -> dict[str, object]:
    return {"path": remark.path, "line": remark.line, "reason": remark.reason}
