"""Hugo followed by Pagefind: what a user of the fastest generator runs for a searchable log."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from contestant import Costs, Search
from hugo_format import write_hugo
from leftovers import put_aside
from measure import run
from programs import HUGO, PAGEFIND, first_version
from record import Entry, Log

ALONE: Final = "Hugo"
NAME: Final = "Hugo + Pagefind"
_SEARCH: Final = """
async word => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = await pagefind.search(word);
  for (const result of found.results.slice(0, 10)) {
    const page = await result.data();
    const shown = document.createElement("p");
    shown.className = "found";
    shown.innerHTML = page.excerpt;
    document.body.append(shown);
  }
}
"""


class Rival:
    """Hugo with the bare layout in hugo/, then Pagefind over the pages that are entries."""

    search = Search("/spofs/", ".found", _SEARCH)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.site = folder / "public"

    def make(self, log: Log) -> None:
        put_aside(self._folder)
        write_hugo(log, self._folder)

    def clear(self) -> None:
        put_aside(self.site)
        put_aside(self._folder / "resources")

    def build(self) -> Costs:
        alone = run([HUGO, "--quiet"], self._folder)
        put_aside(self.site / "pagefind")
        search = run([PAGEFIND, "--site", self.site, "--quiet"], self._folder)
        return {ALONE: alone, NAME: alone + search}

    def source(self, entry: Entry) -> Path:
        return self._folder / "content" / entry.folder / f"{entry.id}.md"

    def bulletin(self, week: str) -> Path:
        return self.site / "weeks" / week / "index.html"

    def serve_command(self, port: int) -> list[str]:
        address = ["--bind", "127.0.0.1", "--port", str(port), "--baseURL", "http://127.0.0.1/"]
        return [str(HUGO), "server", "--renderToMemory", "-s", str(self._folder), *address]

    def version(self) -> str:
        hugo = first_version([str(HUGO), "version"])
        return f"Hugo {hugo}, Pagefind {first_version([str(PAGEFIND), '--version'])}"
