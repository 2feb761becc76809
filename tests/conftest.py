"""What every test is given: a fixed clock, and no network but this machine's own."""

from __future__ import annotations

import socket

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # no test depends on the machine's speed
settings.load_profile("patient")

CLOCK = "1734220800"
"""2024-12-15 00:00 UTC, the day after the newest entry of the example log."""


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", CLOCK)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test may not reach {address[0]}")
        connect(self, address)  # type: ignore[arg-type] # whatever the test gave

    monkeypatch.setattr(socket.socket, "connect", only_here)
