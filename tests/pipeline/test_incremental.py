"""An incremental build gives byte for byte the site of a clean build (ADR 2)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from small_log import contents, publish_log, write_log

NAMES = [f"2024-{month:02}-{day:02}-event-{day}" for month in (11, 12) for day in (1, 9, 20, 28)]
WORDS = st.sampled_from(["proxy", "disk full", "DNS & TLS", "naïve <b>", "state", "[link](../)"])


def _day(name: str) -> str:
    return name[:10]


class Edits(RuleBasedStateMachine):
    """A log that is edited at random and built after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.config = write_log(self.folder, {})
        self.incidents: dict[str, str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        write_log(
            self.folder,
            {
                "spofs/state.md": "---\ntitle: One state database\nfound: 2024-10-01\n---\nOne.\n",
                "efforts/split.md": "---\ntitle: Split it\ngroup: prevention\n---\nTwo.\n",
                "about.md": "# About\n\n[The SPOF](spofs/state.md)\n",
            },
        )

    @rule(name=st.sampled_from(NAMES), title=WORDS, body=WORDS, hours=st.integers(1, 90))
    def write_incident(self, name: str, title: str, body: str, hours: int) -> None:
        others = [one for one in self.incidents if one < name]
        again = f"recurrence_of: {others[0]}\n" if others and hours % 2 else ""
        end = "" if hours == 1 else f"resolved: {_day(name)}T23:{hours % 60:02}\n"
        self._write(
            "incidents",
            name,
            f"---\ntitle: '{title}'\nstarted: {_day(name)}T10:00\n{end}impact: minor\n"
            f"services: [proxy, s{hours % 3}]\ntags: t{hours % 4}\n{again}"
            f"spof: {{exposes: state}}\n---\n{body}\n",
        )
        self.incidents[name] = name

    @rule(name=st.sampled_from(NAMES), title=WORDS, prevents=st.booleans())
    def write_change(self, name: str, title: str, prevents: bool) -> None:
        changes = (self.folder / "entries" / "changes").rglob("*.md")
        if any(f"aliases: {name}-better\n" in one.read_text(encoding="utf-8") for one in changes):
            return  # the name belongs to a change that was renamed
        found = sorted(self.incidents)
        line = f"prevents: {found[-1]}\n" if prevents and found else ""
        self._write(
            "changes",
            f"{name}-better",
            f"---\ntitle: '{title}'\ndate: {_day(name)}\ngroup: efficiency\neffort: split\n"
            f"{line}spof: {{reduces: state}}\n---\nBetter. [See](../../efforts/split.md)\n",
        )

    @rule(headline=WORDS)
    def write_week(self, headline: str) -> None:
        self._write("weeks", "2024-12-14", f"---\nheadline: '{headline}'\ncovers: 2\n---\nText.\n")

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        files = sorted((self.folder / "entries").rglob("2024-*.md"))
        if files:
            gone = data.draw(st.sampled_from(files))
            if not self._is_named(gone.stem):
                gone.unlink()
                self.incidents.pop(gone.stem, None)

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        files = sorted((self.folder / "entries" / "changes").rglob("*.md"))
        if files:
            old = data.draw(st.sampled_from(files))
            text = old.read_text(encoding="utf-8")
            alias = f"aliases: {old.stem}\n" if "aliases" not in text else ""
            new = old.with_name(f"{old.stem}-x.md")
            new.write_text(text.replace("---\n", f"---\n{alias}", 1), encoding="utf-8")
            old.unlink()

    @rule(text=WORDS, name=st.sampled_from(["about", "more"]))
    def write_page(self, text: str, name: str) -> None:
        write_log(self.folder, {f"{name}.md": f"# Page\n\n{text}\n"})

    @rule()
    def remove_page(self) -> None:
        (self.folder / "entries" / "more.md").unlink(missing_ok=True)

    @rule(name=st.sampled_from(["A log", "Another log"]))
    def rename_log(self, name: str) -> None:
        text = self.config.read_text(encoding="utf-8")
        first = text.splitlines()[0]
        self.config.write_text(text.replace(first, f"site_name: {name}"), encoding="utf-8")

    @rule()
    def spoil_the_host_s_part(self) -> None:
        for file in sorted((self.folder / "site" / "assets").rglob("*.css"))[:1]:
            file.write_text("", encoding="utf-8")

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)

    @rule()
    def spoil_the_cache(self) -> None:
        for file in (self.folder / ".cache").rglob("kept.sqlite"):
            file.write_bytes(file.read_bytes()[:5000])

    @rule()
    def spoil_the_site(self) -> None:
        for page in sorted((self.folder / "site").rglob("index.html"))[::3]:
            page.unlink()

    @invariant()
    def same_as_clean(self) -> None:
        site = publish_log(self.config)
        with tempfile.TemporaryDirectory() as place:
            shutil.copytree(self.folder / "entries", Path(place, "entries"))
            shutil.copy(self.config, place)
            clean = publish_log(Path(place, "mkdocs.yml"))
            assert contents(site) == contents(clean)

    def _write(self, folder: str, name: str, text: str) -> None:
        write_log(self.folder, {f"{folder}/{name}.md": text})

    def _is_named(self, stem: str) -> bool:
        texts = (path.read_text("utf-8") for path in (self.folder / "entries").rglob("*.md"))
        return sum(stem in text for text in texts) > 0


TestIncremental = Edits.TestCase
TestIncremental.settings = settings(
    max_examples=5,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
