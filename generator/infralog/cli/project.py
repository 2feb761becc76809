"""The project that a command works on: mkdocs.yml, and the entries it names."""

from __future__ import annotations

from infralog.plugin.host import Project, open_project

__all__ = ["Project", "open_project"]
