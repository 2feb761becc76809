"""Addresses and names of hosts that only the inside of a network knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from infralog.rules.finding import Finding

_V4 = re.compile(r"(?<![\w.-])(\d{1,3}(?:\.\d{1,3}){3})(/\d{1,2})?(?![\w-]|\.\w)")
_V6 = re.compile(
    r"(?<![\w.:-])(f(?:[cd][0-9a-f]|e[89ab])[0-9a-f]:[0-9a-f:]*[0-9a-f:])(/\d{1,3})?(?![\w-])",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?<![\w.@/-])(?:[a-z0-9_-]+\.)+(?:internal|local|corp|lan|intranet|home\.arpa|localdomain)"
    r"(?![\w-]|\.\w|\()",
    re.IGNORECASE,
)

_PRIVATE = tuple(
    map(
        ip_network,
        (
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),  # RFC 1918
            "100.64.0.0/10",  # RFC 6598
            "169.254.0.0/16",  # RFC 3927
            "127.0.0.0/8",  # RFC 1122
            "fc00::/7",  # RFC 4193
            "fe80::/10",  # RFC 4291
        ),
    )
)
_WELL_KNOWN = {
    *(str(network.network_address) for network in _PRIVATE),
    *("127.0.0.1", "169.254.169.254", "fd00::"),
}
"""Names of the ranges themselves, and addresses that are the same everywhere."""

_PUBLIC_HOSTS = {"host.docker.internal", "metadata.google.internal", "gateway.docker.internal"}


def private_names(text: str) -> Iterator[Finding]:
    """Private addresses (W403) and names of internal hosts (W404) in a text."""
    for found in (*_V4.finditer(text), *_V6.finditer(text)):
        address = _address(found[1])
        if address and found[1] not in _WELL_KNOWN and any(address in net for net in _PRIVATE):
            message = f"{found[1]!r} is a private address; leave it out, or name the host's part."
            yield Finding(found.start(), found[1], "W403", message)
    for found in _HOST.finditer(text):
        if found[0].lower() not in _PUBLIC_HOSTS:
            message = f"{found[0]!r} looks like an internal host; say what it does instead."
            yield Finding(found.start(), found[0], "W404", message)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
