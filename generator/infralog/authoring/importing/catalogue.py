"""Names that other systems give to services and regions -> ids of this log's catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from infralog.authoring.naming import slug_of
from infralog.settings import CatalogueItem


def ids_of(
    names: Iterable[str], catalogue: Mapping[str, CatalogueItem] | None, option: str
) -> tuple[list[str], list[str]]:
    """Ids, each once, and a reason for each name that has none.

    Without a catalogue every name gives its slug; with one, only what it holds by id or name.
    `option` is the catalogue's name in mkdocs.yml.
    """
    known = None if catalogue is None else _known(catalogue)
    ids: list[str] = []
    reasons: list[str] = []
    for name in names:
        slug = slug_of(name)
        id_ = slug if known is None else known.get(slug)
        if id_:
            ids.append(id_)
        elif slug:
            reasons.append(
                f"{name!r} is not in `{option}` of mkdocs.yml and was left out; "
                f"add `{slug}: {name}` there and import again"
            )
        elif name:
            reasons.append(f"{name!r} holds no letters for an id and was left out")
    return list(dict.fromkeys(ids)), reasons


def _known(catalogue: Mapping[str, CatalogueItem]) -> dict[str, str]:
    by_name = {slug_of(item.name): id_ for id_, item in catalogue.items()}
    return {**by_name, **{slug_of(id_): id_ for id_ in catalogue}}
