"""The kinds of pages there are, each by one page of the example log."""

from __future__ import annotations

KINDS = {
    "home": "",
    "bulletin": "2024-12-14/",
    "bulletin with many incidents": "2024-07-06/",
    "incident": "incidents/2024-09-01-proxy-deadlock/",
    "change": "changes/2024-12-14-proxy-watchdogs/",
    "roll-up": "incidents/",
    "changes": "changes/",
    "maintenance": "maintenance/",
    "archive": "archive/",
    "year": "2024/",
    "ledger of SPOFs": "spofs/",
    "SPOF": "spofs/global-state/",
    "efforts": "efforts/",
    "effort": "efforts/regional-state/",
    "services": "services/",
    "service": "services/fly-proxy/",
    "regions": "regions/",
    "tags": "tags/",
    "follow-ups": "follow-ups/",
    "statistics": "statistics/",
    "corrections": "corrections/",
    "subscribe": "subscribe/",
    "search": "search/",
    "nothing there": "404.html",
    "page of the author's": "about/",
}
