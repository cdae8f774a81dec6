"""A small LMS that speaks HACP, on an origin of its own, and a server of content on another.

Its own page launches the content in a frame, as LMSs do. A session begins with GetParam and ends
with ExitAU; what comes outside of it is refused.
"""

from __future__ import annotations

import csv
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, quote

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title>
<style>html, body, div, iframe {{ width: 100%; height: 100%; margin: 0; border: 0 }}</style>
<div id="stage"><iframe title="Course" src="{address}"></iframe></div></html>"""
KEPT = ("Lesson_Location", "Lesson_Status", "Score")


@dataclass(slots=True)
class Record:
    """What the LMS keeps of a learner; times in seconds."""

    core: dict[str, str] = field(default_factory=dict)
    lesson: str = ""
    answers: list[dict[str, str]] = field(default_factory=list)
    total: int = 0


class HacpLms:
    """Both servers; ``launch`` begins a session and gives the address of the LMS's page."""

    def __init__(self, content: Path) -> None:
        self.record = Record()
        self.mode = "normal"
        self.commands: list[str] = []
        self.complaints: list[str] = []
        self._running: dict[str, int | None] = {}
        self._launches = 0
        self._lock = threading.Lock()
        lms = self

        class Hacp(_Hacp):
            owner = lms

        class Content(_Content):
            def __init__(self, *arguments: Any) -> None:
                super().__init__(*arguments, directory=str(content))

        self._servers = [ThreadingHTTPServer(("127.0.0.1", 0), kind) for kind in (Hacp, Content)]

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    @property
    def address(self) -> str:
        """The LMS's own origin."""
        return f"http://127.0.0.1:{self._servers[0].server_port}"

    @property
    def content(self) -> str:
        """The content's origin."""
        return f"http://127.0.0.1:{self._servers[1].server_port}"

    def launch(self) -> str:
        """Begin a session; give the address of the page that shows it."""
        self._launches += 1
        return f"{self.address}/launch?session=s{self._launches}"

    def page(self, session: str, file_name: str = "index.html") -> str:
        """Give the page that launches the content in a frame."""
        listens = quote(f"{self.address}/hacp?course=1", safe="")
        address = f"{self.content}/{file_name}?aicc_url={listens}&AICC_SID={session}"
        return PAGE.format(address=address.replace("&", "&amp;"))

    def answer(self, form: dict[str, list[str]]) -> str:
        """Answer one command."""
        name, session, data = (form.get(n, [""])[0] for n in ("command", "session_id", "aicc_data"))
        with self._lock:
            self.commands.append(name)
            over = session in self._running and self._running[session] is None
            if over or (name != "GetParam" and session not in self._running):
                return _reply(1, "Terminated" if over else "Not Initialized")
            done = {
                "GetParam": self._get, "PutParam": self._put,
                "PutInteractions": self._interactions, "ExitAU": self._exit,
            }[name](session, data)  # fmt: skip
            return _reply(0, "Successful", done)

    def _get(self, session: str, data: str) -> str:
        assert data == ""
        self._running.setdefault(session, 0)
        core = {
            "Student_ID": "ivanov", "Student_Name": "Иванов, Иван", "Output_File": "",
            "Lesson_Mode": self.mode, "Credit": "credit", "Lesson_Status": "not attempted, ab-initio",
            "Time": f"{self.record.total // 3600:02}:{self.record.total // 60 % 60:02}:00",
            "Lesson_Location": "", "Score": "", **self.record.core,
        }  # fmt: skip
        lines = ["[Core]", *(f"{name}={value}" for name, value in core.items())]
        lines += ["[Core_Lesson]", self.record.lesson, "[Core_Vendor]", ""]
        lines += ["[Evaluation]", "Course_ID={small}", "[Student_Data]", "Mastery_Score=80"]
        return "\r\n".join(lines)

    def _put(self, session: str, data: str) -> str:
        group, values, lesson = "", dict[str, str](), list[str]()
        for line in data.split("\r\n"):
            if line.startswith("["):
                group = line
            elif group == "[Core]" and line:
                name, _, value = line.partition("=")
                values[name] = value
            elif group == "[Core_Lesson]":
                lesson.append(line)
        hours, minutes, seconds = values["Time"].split(":")
        self._running[session] = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        self.record.core |= {name: values[name] for name in KEPT if values[name]}
        self.record.lesson = "\r\n".join(lesson)
        return ""

    def _interactions(self, session: str, data: str) -> str:
        assert session
        assert data.endswith("\r\n")
        self.record.answers += list(csv.DictReader(data.split("\r\n")))
        return ""

    def _exit(self, session: str, data: str) -> str:
        assert data == ""
        self.record.total += self._running[session] or 0
        self._running[session] = None
        return ""


def _reply(error: int, text: str, data: str = "") -> str:
    lines = (f"error={error}", f"error_text={text}", "version=4.0", f"aicc_data={data}")
    return "\r\n".join(lines) + "\r\n"


class _Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: object) -> None:
        """Write nothing to the terminal."""


class _Hacp(_Quiet):
    owner: HacpLms

    def do_GET(self) -> None:
        session = parse_qs(self.path.partition("?")[2]).get("session", [""])[0]
        self._send(self.owner.page(session), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        if self.headers["Content-Type"] != "application/x-www-form-urlencoded":
            self.owner.complaints.append(f"a message of type {self.headers['Content-Type']}")
        try:
            answer = self.owner.answer(parse_qs(body, strict_parsing=True))
        except (AssertionError, KeyError, ValueError) as error:
            self.owner.complaints.append(f"{error!r} in {body}")
            answer = _reply(1, "Invalid Command")
        self._send(answer, "text/plain; charset=utf-8")

    def do_OPTIONS(self) -> None:
        self.owner.complaints.append("the browser had to ask first")
        self.send_error(405)

    def _send(self, text: str, kind: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(data)


class _Content(_Quiet, SimpleHTTPRequestHandler):
    """The unpacked package."""
