"""A wiki on this machine, asked without the waits and without the logins of whoever runs the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.wiki.rest.server import Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def running() -> Iterator[Site]:
    with serving(Site()) as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    """An empty wiki; one server is enough for all tests."""
    running.clear()
    return running


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"SCORMKIT_WIKI_{name}", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
