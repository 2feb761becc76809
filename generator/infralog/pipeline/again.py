"""A build again: where only the log has changed, the host's part is taken as it was left.

MkDocs takes most of a second to start, and gives the same pages, files and shells as long as its
configuration, the theme, plain pages and programs are the same. All of these are part of a state;
where it is another one, or anything is not as expected, the whole build is to be made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from infralog.errors import ProblemsFound
from infralog.outputs.artifact import Artifact, Bundle
from infralog.outputs.context import Context
from infralog.outputs.fingerprint import digest_of, fingerprint
from infralog.outputs.page import Page
from infralog.outputs.search import search_bundles
from infralog.outputs.shell import Shell
from infralog.outputs.site import all_bundles, page_bundles
from infralog.outputs.templates import Templates
from infralog.parse.body import Converter
from infralog.pipeline import garbage
from infralog.pipeline.cache import Cache
from infralog.pipeline.clock import build_time
from infralog.pipeline.compose import context_of_files
from infralog.pipeline.framing import Shells
from infralog.pipeline.gate import gate_of
from infralog.pipeline.load import Loaded, load
from infralog.pipeline.manifest import Manifest, Place, touched
from infralog.pipeline.program import package_digest
from infralog.pipeline.publish import Check, HostIsGone, Publication, held, publication
from infralog.settings import Settings, Site
from infralog.source.file import stamps_of_others
from infralog.views.words import words_of

MadeT = TypeVar("MadeT")


class Sources(NamedTuple):
    """What the host reads: its configuration, the theme's folders, the entries' folder."""

    config_file: Path
    theme: tuple[Path, ...]
    entries: Path

    def state(self, now: datetime) -> str:
        """Tells two states of all of it apart; `now` (aware), for hosts date what they write."""
        texts = [package_digest(), str(now.date()), self.config_file.read_text(errors="replace")]
        for folder in (*self.theme, self.entries):
            texts += [f"{name} {stamp}" for name, stamp in stamps_of_others(folder).items()]
        return digest_of("\n".join(texts))


class TemplateFolders(NamedTuple):
    """Where the log's templates are, and where they are kept compiled."""

    sources: tuple[Path, ...]
    compiled: Path | None

    def opened(self, language: str) -> Templates:
        """The templates with the words of a language."""
        return Templates(self.sources, words_of(language), self.compiled)


class Hosted(NamedTuple):
    """The host's part of a build, and what it was made of.

    `state` is that of the sources; `asked` tells what it took from the log, which is more if it
    `has_pages` of its own. `part` is the key of its files in the manifest; `drafts` tells
    whether drafts are shown. Paths are absolute; shells are HTML with slots.
    """

    state: str
    asked: str
    has_pages: bool
    part: str
    drafts: bool
    sources: Sources
    site_folder: Path
    settings: Settings
    site: Site
    convert: Converter
    templates: TemplateFolders
    shells: Mapping[Place, str]


def asked_of(loaded: Loaded, urls: Mapping[str, str]) -> str:
    """What the host's part takes from the log; `urls` only where plain pages may link to them."""
    return fingerprint(sorted(loaded.linked), sorted(loaded.hidden_links), urls)


class Command(NamedTuple):
    """What is asked for: whose log, and where it is to be published, if not as usual."""

    config_file: Path
    site_folder: Path | None = None
    audience: str | None = None
    strict: bool = False

    @property
    def cache_folder(self) -> Path:
        """Where earlier builds have left what can be used again."""
        return self.config_file.resolve().parent / ".cache" / "infralog"

    @property
    def key(self) -> str:
        """For the host's part as this command left it."""
        return f"hosted:{self.config_file.resolve()}:{self[1:]}"


def keep(command: Command, hosted: Hosted) -> None:
    """Keep the host's part for the next build by the same command."""
    with closing(Cache(command.cache_folder)) as cache:
        cache.put({command.key: hosted})


def build_again(command: Command) -> Path | None:
    """Build and publish with the host's part as the last build by `command` left it.

    Returns the published folder, or None where the whole build is to be made: it will tell
    mistakes in entries, too. Raises InfralogError as that would.
    """
    with closing(Cache(command.cache_folder)) as cache, garbage.left_alone() as keep_whole:
        hosted: Hosted | None = cache.get(command.key)
        now = build_time()
        if hosted is None or hosted.state != hosted.sources.state(now):
            return None
        try:
            with _publication(hosted, cache, touched) as begun:
                begun.look()
                context, shells = _log_part(hosted, cache, now)
                keep_whole(context)
                begun.finish(_bundles(context), shells, None, hosted.site.url)
        except (HostIsGone, ProblemsFound):
            return None
    return hosted.site_folder


def serve_again(
    hosted: Hosted, cache: Cache, show: Callable[[], None], is_awaited: Callable[[], bool]
) -> bool:
    """Bring a served folder, which nobody else writes to, up to date; False as above.

    Pages come first. Feeds, data and the search, of which an edit makes hundreds of files anew,
    come after `show`, or with the next build where that `is_awaited` already.
    """
    now = build_time()
    if hosted.state != hosted.sources.state(now):
        return False
    root = hosted.site.url
    with garbage.left_alone():
        try:
            context, shells = _log_part(hosted, cache, now)
            with _publication(hosted, cache, _untouched) as begun:
                pages = list(page_bundles(context))
                begun.finish(pages, shells, None, root, begun.rest(pages))
            show()
            with _publication(hosted, cache, _untouched) as begun:
                bundles = [_unless(is_awaited, one) for one in _bundles(context)]
                begun.finish(bundles, shells, None, root)
        except _Interrupted:
            return True
        except (HostIsGone, ProblemsFound):
            return False
    return True


class _Interrupted(Exception):
    """What is made will be made by the next build."""


def _unless(is_awaited: Callable[[], bool], bundle: Bundle) -> Bundle:
    """The bundle, of which each file is made as long as no other build is awaited."""

    def asking(make: Callable[[], MadeT]) -> Callable[[], MadeT]:
        def made() -> MadeT:
            if is_awaited():
                raise _Interrupted
            return make()

        return made

    def found() -> Iterator[Artifact | Page]:
        for one in bundle.open():
            if isinstance(one, Page):
                yield one._replace(article=asking(one.article))
            else:
                pieces = asking(one.pieces) if one.pieces else None
                yield one._replace(make=asking(one.make), pieces=pieces)

    return bundle._replace(open=asking(found))


def _log_part(hosted: Hosted, cache: Cache, now: datetime) -> tuple[Context, Shells]:
    """What the log is made with. Raises HostIsGone where it asks for more than the host gave."""
    entries, settings, site = hosted.sources.entries, hosted.settings, hosted.site
    loaded = load(entries, settings, hosted.convert, cache, drafts=hosted.drafts)
    templates = hosted.templates.opened(site.language)
    context = context_of_files(entries, loaded, settings, site, now, templates, cache)
    asked = asked_of(loaded, context.urls if hosted.has_pages else {})
    if loaded.errors or asked != hosted.asked:
        raise HostIsGone
    known = {place: Shell(html) for place, html in hosted.shells.items()}
    return context, Shells(context, _gone, known)


def _bundles(context: Context) -> list[Bundle]:
    return [*all_bundles(context), *search_bundles(context)]


@contextmanager
def _publication(hosted: Hosted, cache: Cache, check: Check) -> Iterator[Publication]:
    site = hosted.site_folder
    gate = gate_of(hosted.settings, hosted.sources.config_file.parent)
    with held(site, cache) as stages, publication(stages, site, cache, gate, check) as begun:
        if not begun.has_host(hosted.part):
            raise HostIsGone
        yield begun


def _untouched(_: Path, __: Manifest) -> frozenset[str]:
    return frozenset()


def _gone(url: str, section: str) -> str:
    """No shell: pages stand there for the first time."""
    raise HostIsGone(url, section)
