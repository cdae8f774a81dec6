"""Ralph, an LRS of others: it judges our statements by models of its own."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# It has dependencies that are not ours, so it gets an environment of its own, once a checkout.
WANTED = ("ralph-malph[backend-fs,cli,lrs]==5.1.0", "requests==2.32.5")
USER = "preview"
PIP = (sys.executable, "-m", "pip", "--python")


def install(folder: Path) -> Path:
    """Give the command; where it cannot be installed, the test is skipped."""
    stamp = folder / "wanted.txt"
    if not stamp.is_file() or stamp.read_text("utf-8") != " ".join(WANTED):
        subprocess.run(
            [sys.executable, "-m", "venv", "--without-pip", "--clear", folder], check=True
        )
        done = subprocess.run(
            [*PIP, folder / "bin" / "python", "install", "-q", "--no-compile", *WANTED],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"Ralph cannot be installed: {done.stderr[-300:]}")
        stamp.write_text(" ".join(WANTED), "utf-8")
    return folder / "bin" / "ralph"


@contextmanager
def running(command: Path, folder: Path) -> Iterator[str]:
    """Run an empty LRS; give its endpoint."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {"RALPH_AUTH_FILE": str(folder / "auth.json"), "RALPH_RUNSERVER_BACKEND": "fs"}
    options: dict[str, Any] = {"env": os.environ | environment, "cwd": folder}
    known = ["-u", USER, "-p", USER, "-s", "all", "-M", "mailto:lrs@scormkit.org", "-w"]
    subprocess.run([str(command), "auth", *known], capture_output=True, check=True, **options)
    store: list[str] = [
        "--fs-default-directory-path",
        str(folder / "store"),
        "--fs-default-lrs-file",
        "all.jsonl",
    ]
    with (folder / "log.txt").open("wb") as log:
        server = subprocess.Popen(
            [str(command), "runserver", "-b", "fs", *store, "-p", str(port)],
            stdout=log, stderr=log, **options,
        )  # fmt: skip
        try:
            endpoint = f"http://127.0.0.1:{port}/"
            wait(f"{endpoint}__heartbeat__", server)
            yield f"{endpoint}xAPI/"
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait(address: str, server: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("Ralph does not start")


def ask(address: str, body: Any = None) -> tuple[int, Any]:
    """Ask it as its user; a body is posted as JSON."""
    token = base64.b64encode(f"{USER}:{USER}".encode()).decode()
    headers = {
        "Authorization": f"Basic {token}",
        "Content-Type": "application/json",
        "X-Experience-API-Version": "1.0.3",
    }
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, content, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
