"""JSON from files and web addresses, with the place of every record in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import Request, urlopen

from infralog.errors import InfralogError
from infralog.source.text import UNPRINTABLE

_TIMEOUT = 30
_MOST_PAGES = 1000


class Document(NamedTuple):
    """One JSON text: `name` is its path or address, `data` what it holds."""

    name: str
    text: str
    data: object

    def line_of(self, id_: str) -> int:
        """The line on which the record of this id gives it, else 1."""
        found = re.search(rf'"(?:id|code)"\s*:\s*{re.escape(json.dumps(id_))}', self.text)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1


def is_address(source: str) -> bool:
    """Whether a source is on the web."""
    return source.startswith(("https://", "http://"))


def read_document(source: str) -> Document:
    """A file or an address. Raises InfralogError with the place where it is no JSON."""
    data = _download(source) if is_address(source) else _read(source)
    try:
        text = data.decode("utf-8-sig")
        return Document(source, text, json.loads(text))
    except UnicodeDecodeError:
        raise InfralogError(f"{source} is not UTF-8; JSON must be.") from None
    except json.JSONDecodeError as error:
        place = f"{source}:{error.lineno}:{error.colno}"
        raise InfralogError(f"{place}: is no JSON: {error.msg}.") from None
    except RecursionError:
        raise InfralogError(f"{source} is nested too deep to be read.") from None


def read_pages(address: str, key: str) -> Iterator[Document]:
    """Pages of a list under `key`, until one brings no id that was not seen before."""
    seen: set[object] = set()
    for page in range(1, _MOST_PAGES + 1):
        mark = "&" if "?" in address else "?"
        document = read_document(f"{address}{mark}page={page}" if page > 1 else address)
        ids = {record.get("id") for record in records_under(document.data, key)} - seen
        if page > 1 and not ids:
            return
        seen |= ids
        yield document


def records_under(data: object, key: str) -> list[Mapping[str, object]]:
    """The mappings of a list that stands under `key`."""
    found = data.get(key) if isinstance(data, dict) else None
    return (
        [record for record in found if isinstance(record, dict)] if isinstance(found, list) else []
    )


def text_of(record: Mapping[str, object], *keys: str) -> str:
    """The first of these keys that holds a text that is not blank, without control characters."""
    values = (record.get(key) for key in keys)
    texts = (UNPRINTABLE.sub("", value).strip() for value in values if isinstance(value, str))
    return next((text for text in texts if text), "")


def _read(source: str) -> bytes:
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise InfralogError(f"{source} cannot be read: {error.strerror}.") from None


def _download(address: str) -> bytes:
    request = Request(address, headers={"User-Agent": "infralog", "Accept": "application/json"})  # noqa: S310 - `is_address` lets http and https through only
    try:
        with urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - as above
            return bytes(answer.read())
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise InfralogError(f"{address} cannot be fetched: {reason}.") from None
