"""The zip as a container: whether the modest unzip of an LMS takes it, and takes it safely."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING

from scormkit.archive.directory import UnusableError, read_directory
from scormkit.archive.records import DEFLATED, MAX32, STORED
from scormkit.diagnostics import Severity
from scormkit.errors import PackageError
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.archive import Package
    from scormkit.archive.entries import Entry, Stamp

_MIB = 2**20
_RATIO = 100
_RATIO_FROM = 10 * _MIB
_ZIPPED = re.compile(r".*\.(?:zip|jar|docx|xlsx|pptx|odt|ods|odp|epub|h5p)", re.IGNORECASE)
_METHODS = {1: "Shrink", 9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz"}
_METHODS |= {98: "PPMd", 99: "AES encryption"}
_WEIGHTY = 100 * _MIB
_TOO_WEIGHTY = 500 * _MIB


@rule("PKG-012", severity=Severity.ERROR, clause="APPNOTE 4.4.4")
def encrypted(package: Package) -> Findings:
    """No file is encrypted.

    An LMS has no password to give. Pack the course without one.
    """
    for entry in package.entries:
        if entry.is_encrypted:
            yield Finding(f"{entry.name} is encrypted", package.at(entry.name))


@rule("PKG-013", severity=Severity.ERROR, clause="APPNOTE 4.4.5")
def strange_method(package: Package) -> Findings:
    """Files are stored or deflated, nothing else.

    Other ways of compressing are unknown to LMSs. Choose the method `Deflate` in the packing tool.
    """
    for entry in package.entries:
        if entry.method not in {STORED, DEFLATED} and not entry.is_encrypted:
            method = _METHODS.get(entry.method, f"method {entry.method}")
            message = f"{entry.name} is packed with {method}"
            yield Finding(message, package.at(entry.name))


@rule("PKG-014", severity=Severity.WARNING, clause="APPNOTE 4.5.3")
def zip64(package: Package) -> Findings:
    """The package does not need the zip64 extension.

    Many LMSs cannot unpack zip64. Keep a package below 4 GiB and 65,535 files, or pack with a
    tool that uses the extension only where it must.
    """
    if not package.container.zip64:
        return
    heavy = weight(package) > MAX32
    yield Finding(
        "The package uses zip64" + (" because it has more than 4 GiB" if heavy else ""),
        package.at(),
        severity=Severity.ERROR if heavy else None,
    )


@rule("PKG-017", severity=Severity.ERROR, fatal=True)
def bomb(package: Package) -> Findings:
    """The package unpacks to a sane size.

    A small archive that unpacks to something huge fills the disk of the LMS and is refused. Take
    out what is not part of the course, or make the package again.
    """
    total = sum(entry.size for entry in package.entries)
    if total > package.limits.unpacked:
        message = (
            f"It unpacks to {total // _MIB:,} MiB; {package.limits.unpacked // _MIB:,} is the limit"
        )
        yield Finding(message, package.at())
    if package.kind != "zip":
        return
    for entry in package.entries:
        if entry.size > _RATIO_FROM and entry.size > _RATIO * max(entry.length, 1):
            message = f"{entry.name} unpacks from {entry.length:,} to {entry.size:,} bytes"
            yield Finding(message, package.at(entry.name))
    for name in package:
        packed = package.size(name)
        inside = _unpacked_size(package, name) if _ZIPPED.fullmatch(name) else 0
        if inside > _RATIO_FROM and inside > _RATIO * packed:
            message = f"{name} has {packed:,} bytes and unpacks to {inside // _MIB:,} MiB"
            yield Finding(message, package.at(name))


@rule("PKG-018", severity=Severity.ERROR, clause="APPNOTE 4.3.7")
def two_stories(package: Package) -> Findings:
    """What stands before a file agrees with the directory of the package.

    Where the two differ, two programs unpack two different courses from one package. Make the
    package again; if it came from outside, do not trust it.
    """
    for entry in package.entries:
        if entry.differs and entry.data >= 0 and not entry.is_encrypted:
            yield Finding(f"{entry.name}: {entry.differs}", package.at(entry.name))


@rule("PKG-019", severity=Severity.ERROR)
def overlap(package: Package) -> Findings:
    """Each file has its own place in the package.

    Files that share their bytes, or point outside, are a sign of a damaged or forged package.
    Make it again; if it came from outside, do not trust it.
    """
    if package.kind != "zip":
        return
    before: Entry | None = None
    for entry in sorted(package.entries, key=lambda entry: (entry.start, entry.end)):
        if entry.data < 0 or entry.end > package.container.directory_at:
            message = f"The data of {entry.name} lies outside the package"
            yield Finding(message, package.at(entry.name))
            continue
        if before is not None and before.end > entry.start:
            message = f"{entry.name} and {before.name} share the same bytes"
            yield Finding(message, package.at(entry.name))
        if before is None or entry.end > before.end:
            before = entry


@rule("PKG-022", severity=Severity.ERROR)
def special_file(package: Package) -> Findings:
    """The package holds files and folders only.

    A link can point at files of the server and is refused. Put the file itself in its place.
    """
    for entry in package.entries:
        if entry.is_special:
            message = f"{entry.name} is a link or a device, not a file"
            yield Finding(message, package.at(entry.name))


@rule("PKG-025", severity=Severity.WARNING)
def heavy(package: Package) -> Findings:
    """The package is small enough to upload.

    Many LMSs refuse more than 100 MiB, and most more than 500 MiB. Keep videos on a video service
    or compress them; ask the administrator for the limit and change or switch off this rule.
    """
    size = weight(package)
    if size > _WEIGHTY:
        too_much = size > _TOO_WEIGHTY
        yield Finding(
            f"The package has {size // _MIB:,} MiB",
            package.at(),
            severity=Severity.ERROR if too_much else None,
        )


@rule("PKG-029", severity=Severity.WARNING, clause="APPNOTE 4.3.1")
def strange_data_around(package: Package) -> Findings:
    """Nothing stands before or after the archive.

    Programs that look at the first bytes do not take such a file for a zip. Make it again as a
    plain zip file, not as one that unpacks itself.
    """
    container = package.container
    if container.prepended:
        yield Finding(f"{container.prepended:,} bytes stand before the first file", package.at())
    if container.trailing:
        yield Finding(f"{container.trailing:,} bytes stand after the end", package.at())
    if container.comment:
        text = container.comment.decode("utf-8", "replace")[:60]
        message = f"The archive has a comment: {text!r}"
        yield Finding(message, package.at(), severity=Severity.INFO)


@rule("PKG-030", severity=Severity.WARNING, clause="APPNOTE 4.4.6")
def strange_date(package: Package) -> Findings:
    """Dates of files lie between 1980 and today.

    Some programs stop at a date that cannot be. Set the clock right and pack again.
    """
    strange = [entry for entry in package.entries if entry.modified and _is_strange(entry.modified)]
    if strange:
        first = strange[0]
        year, month, day, *_ = first.modified or (0, 0, 0)
        more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        message = f"{first.name}{more}: the date {year}-{month:02}-{day:02} cannot be"
        yield Finding(message, package.at(first.name))


@rule("PKG-032", severity=Severity.INFO)
def empty_folder(package: Package) -> Findings:
    """Folders are not empty.

    An empty folder is of no use to a course. Take it out.
    """
    folders = {entry.name for entry in package.entries if entry.is_folder}
    for entry in package.entries:
        *parts, _ = entry.name.rstrip("/").split("/")
        folders.difference_update("/".join(parts[:n]) + "/" for n in range(1, len(parts) + 1))
    for name in sorted(folders):
        yield Finding(f"The folder {name} is empty", package.at(name))


def weight(package: Package) -> int:
    """Give the size of the package in bytes as it is uploaded, near enough."""
    zipped = package.kind == "zip"
    return sum(entry.length if zipped else entry.size for entry in package.entries)


def _unpacked_size(package: Package, name: str) -> int:
    """Give what an archive inside the package promises to unpack to, 0 if it cannot be told."""
    try:
        _, entries = read_directory(io.BytesIO(package.read(name)), package.limits)
    except (PackageError, UnusableError):
        return 0
    return sum(entry.size for entry in entries)


def _is_strange(stamp: Stamp) -> bool:
    try:
        made = dt.datetime(*stamp[:5], min(stamp[5], 59), tzinfo=dt.UTC)
    except ValueError:
        return True
    return made > dt.datetime.now(dt.UTC) + dt.timedelta(days=2)


RULES = (
    encrypted,
    strange_method,
    zip64,
    bomb,
    two_stories,
    overlap,
    special_file,
    heavy,
    strange_data_around,
    strange_date,
    empty_folder,
)
