"""docs/tutorial.md, followed to the letter."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INCIDENT = "entries/incidents/2024/2024-12-12-checkout-answers-with-errors.md"
WRITE = f"""\
python - <<'END'
from pathlib import Path
file = Path("{INCIDENT}")
before, fence, after = file.read_text().rpartition("\\n---\\n")
file.write_text(before + "\\n" + '''TEXT'''.rstrip() + fence + after)
END
"""


def script() -> str:
    """Every command; what its reader is to write into the incident is written there."""
    parts = []
    for language, text in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        parts.append(WRITE.replace("TEXT", text) if language else text)
    return (
        "".join(parts)
        .replace("infralog serve\n", "")
        .replace(
            "git push",
            "git init -q --bare ../origin.git; git remote add origin ../origin.git\ngit push",
        )
    )


def test_the_tutorial_works_to_the_letter(tmp_path: Path) -> None:
    names = {
        f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **names, "PATH": path, "CI": "true"}
    done = subprocess.run(
        ["bash", "-e"],
        input=script(),
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [incident] = (tmp_path / "log/entries/incidents").rglob("*.md")
    text = incident.read_text(encoding="utf-8")
    assert incident.stem == "2024-12-12-checkout-down-after-a-certificate-expired"
    assert "state: done\n    by: 2024-12-16-alert-on-slow-checkouts" in text
