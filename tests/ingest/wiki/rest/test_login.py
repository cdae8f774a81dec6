"""A login goes to its host, under TLS, and shows itself nowhere."""

from __future__ import annotations

import logging
import subprocess
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from starlette.responses import JSONResponse, RedirectResponse, Response

from ingest.wiki.exports import codes
from ingest.wiki.rest.asked import opened, pages_of, settings
from ingest.wiki.rest.server import Doc, Site, serving
from scormkit.diagnostics import Report
from scormkit.ingest.wiki.rest import open_live
from scormkit.ingest.wiki.rest.login import Login, find_login

if TYPE_CHECKING:
    from pathlib import Path

USER, SECRET = "ivan", "c0rrect-horse"
PATH = "/xwiki/bin/view/C/A"


def basic(user: str = USER, password: str = SECRET) -> str:
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


@pytest.fixture
def closed(site: Site) -> Site:
    site.docs = {("C", "A"): Doc(files={"x.bin": b"x"})}
    site.login = basic()
    return site


def env(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"SCORMKIT_WIKI_{name}", value)


def test_a_guest_is_told_what_to_do(closed: Site) -> None:
    wiki, report = opened(closed, PATH)
    assert wiki is None
    (found,) = report
    assert found.code == "WIK-022"
    assert "SCORMKIT_WIKI_TOKEN" in found.hint


def test_name_and_password_of_the_environment(
    closed: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    env(monkeypatch, USER=USER, PASSWORD=SECRET)
    wiki, (page,), report = pages_of(closed, PATH)
    assert wiki.text(page, report) == "Text."
    assert wiki.save(page, page.attachments[0], tmp_path / "x", report)
    assert codes(report) == []


def test_a_token(closed: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    closed.login = "Bearer abc.DEF-1="
    env(monkeypatch, TOKEN="abc.DEF-1=")
    _, pages, _ = pages_of(closed, PATH)
    assert len(pages) == 1


def test_netrc(closed: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = tmp_path / "netrc"
    kept.write_text(
        f"machine localhost login {USER} password {SECRET}\ndefault login a password b\n"
    )
    monkeypatch.setenv("NETRC", str(kept))
    _, pages, _ = pages_of(closed, PATH)
    assert len(pages) == 1
    assert find_login("https://other.org", settings(), Report()) == Login("https://other.org")
    report = Report()
    assert find_login("https://localhost", settings(user="other"), report) is None
    assert codes(report) == ["WIK-024"]


def test_a_person_is_asked_once(closed: Site) -> None:
    asked: list[str] = []

    def ask(user: str) -> str:
        asked.append(user)
        return SECRET

    _, pages, _ = pages_of(closed, PATH, user=USER, ask=ask)
    assert (len(pages), asked) == (1, [USER])


@pytest.mark.parametrize("host", ["http://wiki.example.org", "http://10.0.0.1:8080"])
def test_no_login_without_tls(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    env(monkeypatch, USER=USER, PASSWORD=SECRET)
    report = Report()
    assert open_live(f"{host}{PATH}", settings(), report) is None
    assert codes(report) == ["WIK-023"]


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://wiki.org/xwiki/rest", True),
        ("https://wiki.org:443/x", True),
        ("https://WIKI.org/x", True),
        ("http://wiki.org/x", False),
        ("https://wiki.org:8443/x", False),
        ("https://wiki.org.evil.org/x", False),
        ("https://evil.org/?wiki.org", False),
        ("https://sub.wiki.org/", False),
    ],
)
def test_a_login_is_for_one_host(url: str, sent: bool) -> None:  # noqa: FBT001
    assert bool(Login("https://wiki.org", basic()).headers(url)) is sent


def test_a_redirect_to_another_host_gets_no_login(
    closed: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    env(monkeypatch, USER=USER, PASSWORD=SECRET)
    with serving(Site({("C", "A"): Doc()})) as other:
        target = other.address.replace("localhost", "127.0.0.1")
        closed.faults = [lambda r: RedirectResponse(f"{target}{r.url.path}")]
        _, pages, _ = pages_of(closed, PATH)
        assert len(pages) == 1
        assert other.headers
        assert not [h for h in other.headers if "authorization" in h]
    assert all(h["authorization"] == basic() for h in closed.headers)


@pytest.mark.parametrize(
    "values",
    [
        {"USER": USER, "PASSWORD": "wr0ng-battery"},
        {"TOKEN": "t0p-secret"},
        {"TOKEN": "t0p-secret\r\nX-Evil: 1"},
        {"TOKEN": "тайна-s3"},
        {"PASSWORD": "wr0ng-battery"},
        {"USER": "a:b", "PASSWORD": "wr0ng-battery"},
    ],
    ids=range(6),
)
def test_nothing_of_it_is_shown(
    closed: Site,
    values: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Not in findings, not in logs of any depth, not on the terminal, not in what objects say."""
    env(monkeypatch, **values)
    with caplog.at_level(logging.DEBUG):
        wiki, report = opened(closed, PATH)
    assert wiki is None
    assert report.has_errors
    shown = "".join([*map(str, report), caplog.text, *capfd.readouterr(), repr(find_login(
        closed.address, settings(), Report()))])  # fmt: skip
    secret = next(v for k, v in values.items() if k != "USER")
    for part in (secret, secret[:10], b64encode(f"{USER}:{secret}".encode()).decode(), "wr0ng"):
        assert part not in shown


@pytest.mark.parametrize(
    "address",
    [
        "https://ivan:c0rrect-horse@wiki.org/bin/view/A",
        "https://ivan:c0rrect/horse@wiki.org/bin/view/A",
        "ftp://ivan:c0rrect-horse@wiki.org",
    ],
)
def test_a_password_in_the_address_is_not_taken_and_not_shown(address: str) -> None:
    report = Report()
    assert open_live(address, settings(), report) is None
    assert report.has_errors
    assert "c0rrect" not in "".join(map(str, report))


def test_a_broken_netrc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = tmp_path / "netrc"
    kept.write_text(f"machine localhost\nlogin {USER} passwrd {SECRET}\n")
    monkeypatch.setenv("NETRC", str(kept))
    report = Report()
    assert find_login("https://localhost", settings(), report) is None
    (found,) = report
    assert found.code == "WIK-024"
    assert SECRET not in str(found)


def test_a_login_that_makes_a_guest(closed: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """XWiki answers a wrong password on pages that everybody may see as if nothing had been said."""
    env(monkeypatch, USER=USER, PASSWORD="wrong")
    closed.login = ""
    page = {"id": "xwiki:C.A", "content": "x", "syntax": "xwiki/2.1"}
    guest = {"XWiki-User": "XWiki.XWikiGuest"}
    closed.faults = [
        lambda r: JSONResponse(page, headers=guest) if r.url.path.endswith("/A") else None
    ]
    _, pages, report = pages_of(closed, PATH)
    assert len(pages) == 1
    assert codes(report) == ["WIK-033"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that signs itself."""
    folder = tmp_path_factory.mktemp("certificate")
    made = folder / "both.pem"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
        f"-addext subjectAltName=DNS:localhost -keyout {folder}/key.pem -out {folder}/cert.pem"
    )
    try:
        subprocess.run(command.split(), check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("needs openssl to make a certificate")
    made.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return folder / "cert.pem"


def test_a_certificate_of_nobody_is_refused(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env(monkeypatch, USER=USER, PASSWORD=SECRET)
    keys = {"ssl_certfile": str(certificate), "ssl_keyfile": str(certificate.with_name("key.pem"))}
    with serving(Site({("C", "A"): Doc()}, login=basic()), **keys) as safe:
        wiki, report = opened(safe, PATH)
        assert (wiki, codes(report)) == (None, ["WIK-029"])
        assert safe.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        _, pages, _ = pages_of(safe, PATH)
        assert len(pages) == 1


def test_protection_is_not_given_up(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    keys = {"ssl_certfile": str(certificate), "ssl_keyfile": str(certificate.with_name("key.pem"))}
    with serving(Site({("C", "A"): Doc()}), **keys) as safe, serving(Site()) as plain:
        safe.faults = [
            lambda r: (
                RedirectResponse(plain.address + "/x")
                if r.url.path.endswith("/A")
                else Response(b'{"links": []}', media_type="application/json")
            )
        ]
        wiki, report = opened(safe, PATH)
        assert (wiki, codes(report)) == (None, ["WIK-030"])
        assert plain.asked == []


def test_a_file_of_certificates_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file.pem")
    report = Report()
    assert open_live(f"https://localhost{PATH}", settings(), report) is None
    assert codes(report) == ["WIK-029"]
