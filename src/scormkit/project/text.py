"""Reads a text of the author, or says why it cannot be read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.project import codes
from scormkit.project.secrets import find_secrets, may_hold_secrets

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report

MAX_BYTES = 32 << 20


def open_text(file: Path, path: str, report: Report) -> str | None:
    """Read UTF-8 (a byte order mark is dropped); ``path`` is the name used in messages."""
    try:
        with file.open("rb", buffering=0) as opened:
            if os.fstat(opened.fileno()).st_size > MAX_BYTES:
                message = f"{path} is larger than {MAX_BYTES >> 20} MiB, which no text is"
                report.add(codes.UNREADABLE, message, Location(path))
                return None
            data = opened.read()
    except FileNotFoundError:
        report.add(codes.NOT_FOUND, f"There is no file {path}", Location(path))
        return None
    except OSError as error:
        report.add(codes.UNREADABLE, f"{path} cannot be read: {error.strerror}", Location(path))
        return None
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(codes.NOT_UTF8, _guess(data, error), Location(path, line))
        return None
    if may_hold_secrets(data):
        _report_secrets(text, path, report)
    return text


def _report_secrets(text: str, path: str, report: Report) -> None:
    """Report credentials: in settings all of them, in pages those that cannot be examples."""
    settings = path.endswith((".yaml", ".yml"))
    for secret in find_secrets(text):
        line = text.count("\n", 0, secret.offset) + 1
        column = secret.offset - text.rfind("\n", 0, secret.offset)
        code = codes.SECRET if settings or secret.certain else codes.SECRET_LIKELY
        report.add(code, f"Here stands {secret.shown}", Location(path, line, column))


def _guess(data: bytes, error: UnicodeDecodeError) -> str:
    """Name the encoding a Russian text without UTF-8 most likely has."""
    byte = f"the byte 0x{data[error.start]:02x} is not UTF-8"
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return f"This text seems to be UTF-16: {byte}"
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return f"This text has an unknown encoding: {byte}"
    foreign = [letter for letter in text if letter > "\x7f"]
    russian = sum("а" <= letter.lower() <= "я" for letter in foreign)
    likely = " seems to be Windows-1251" if 2 * russian > len(foreign) else " is not UTF-8 text"
    return f"This text{likely}: {byte}"
