"""What holds the house together: a core without its host, small modules, a wheel that is whole."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from small_log import INCIDENT, contents, publish_log, write_log

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "infralog"
MODULES = sorted(PACKAGE.rglob("*.py"))
HOSTED = ("infralog.plugin", "infralog.cli", "infralog.__main__")

WITHOUT_HOST = """
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

sys.modules.update(mkdocs=None, material=None)
entries, cache, theme = map(Path, sys.argv[1:4])
for name in sys.argv[4:]:
    import_module(name)

from infralog.outputs.page import Page
from infralog.outputs.site import all_bundles
from infralog.outputs.templates import Templates
from infralog.parse.body import Converter
from infralog.pipeline.cache import Cache
from infralog.pipeline.compose import context_of
from infralog.pipeline.framing import Shells
from infralog.pipeline.load import load
from infralog.settings import Settings, Site
from infralog.views.words import words_of

settings = Settings()
loaded = load(entries, settings, Converter(), Cache(cache), drafts=False)
templates = Templates([theme], words_of("en"))
site = Site(name="Log", url="https://log.example/")
context = context_of(loaded.log, settings, site, datetime(2024, 12, 15, tzinfo=UTC), templates)
shells = Shells(context, lambda url, section: "<title>il-slot-title-il</title>")
found = (one for bundle in all_bundles(context) for one in bundle.open())
files = (shells.artifact(one) if isinstance(one, Page) else one for one in found)
print(*(artifact.path for artifact in files if artifact.make()))
"""


def test_the_core_makes_a_site_without_its_host(tmp_path: Path) -> None:
    write_log(tmp_path, {"incidents/2024-12-12-deadlock.md": INCIDENT})
    core = [name for name in map(_name_of, MODULES) if not name.startswith(HOSTED)]
    given = [str(tmp_path / "entries"), str(tmp_path / "cache"), str(ROOT / "theme"), *core]
    done = _python("-W", "error", "-c", WITHOUT_HOST, *given, folder=tmp_path)
    assert {
        "incidents/2024-12-12-deadlock/index.html",
        "2024-12-14/index.html",
        "feed.xml",
    } <= set(done.split())


def test_the_core_starts_without_what_few_builds_need(tmp_path: Path) -> None:
    core = "infralog.pipeline.load, infralog.pipeline.compose, infralog.outputs"
    done = _python("-c", f"import sys, {core}; print(*sys.modules)", folder=tmp_path)
    slow = {
        "jinja2",
        "markdown",
        "pygments",
        "yaml",
        "feedgen",
        "lxml",
        "icalendar",
        "email.message",
    }
    assert slow & set(done.split()) == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_small_and_says_what_it_is(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert source.count("\n") <= 300
    assert ast.get_docstring(tree)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [one.name for one in functions if (one.end_lineno or 0) - one.lineno >= 50] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("hatchling") is None:
        pytest.skip("needs hatchling, which builds the wheel")
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir"]
    _python("-m", "pip", "wheel", *options, str(folder), str(ROOT), folder=folder)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_the_package_and_the_theme(wheel: Path) -> None:
    packed = set(ZipFile(wheel).namelist())
    for folder, place in ((PACKAGE, "infralog"), (ROOT / "theme", "infralog/theme")):
        files = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
        wanted = {
            f"{place}/{path}"
            for path in files
            if (folder / path).is_file() and "__pycache__" not in path
        }
        assert wanted <= packed
    assert not [path for path in packed if path.startswith(("tests", "entries"))]


def test_an_installed_copy_builds_the_same_log(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    options = ["--quiet", "--no-deps", "--no-index", "--target", str(installed)]
    _python("-m", "pip", "install", *options, str(wheel), folder=tmp_path)
    config = (
        "site_name: Log\nsite_url: https://log.example/\ndocs_dir: entries\n"
        "theme: {name: material}\nplugins: [infralog]\n"
    )
    config_file = write_log(
        tmp_path / "log", {"incidents/2024-12-12-deadlock.md": INCIDENT}, config
    )
    folder, path = config_file.parent, str(installed)
    where = _python("-c", "import infralog; print(infralog.__file__)", folder=folder, path=path)
    assert where.startswith(path)
    _python("-m", "infralog", "build", "--strict", "--quiet", folder=folder, path=path)
    site = contents(folder / "site")
    assert "incidents/2024-12-12-deadlock/index.html" in site
    assert "assets/infralog/infralog.css" in site
    assert site == contents(publish_log(config_file, tmp_path / "from-source"))


def _name_of(module: Path) -> str:
    parts = module.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _python(*arguments: str, folder: Path, path: str = "") -> str:
    """What Python prints in a process of its own; `path` is looked at before all others."""
    environment = {**os.environ, **({"PYTHONPATH": path} if path else {})}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
