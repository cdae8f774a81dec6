"""Names of entries: whether every system the package passes through keeps them as they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from scormkit.archive.entries import Naming
from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.archive import Package

_PATH_LIMIT = 180  # Windows allows 260 with what the LMS puts in front
_PART_LIMIT = 100
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:[/\\]")
_RISKY = re.compile(r"[^\x00-\x7f]|[ #?%&+;:*\"<>|~]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)", re.IGNORECASE)


@rule("PKG-004", severity=Severity.ERROR, clause="APPNOTE 4.4.17")
def absolute_name(package: Package) -> Findings:
    """No name is an absolute path.

    A package says where files lie inside the course, not on a disk. Pack the contents of the
    course folder, so that names begin with the name of a file or a folder.
    """
    for entry in package.entries:
        if _ABSOLUTE.match(entry.name):
            yield Finding(f"The name {entry.name!r} is an absolute path", package.at(entry.name))


@rule("PKG-005", severity=Severity.ERROR, clause="APPNOTE 4.4.17", fatal=True)
def name_climbs_out(package: Package) -> Findings:
    """No name leads out of the package.

    A file whose name climbs out with `..` is written over files of the LMS itself; no LMS should
    take such a package. Make it again from the course folder and ask where it came from.
    """
    for entry in package.entries:
        depth = 0
        for part in re.split(r"[/\\]", entry.name):
            depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
            if depth < 0:
                yield Finding(f"{entry.name!r} leads out of the package", package.at(entry.name))
                break


@rule("PKG-006", severity=Severity.ERROR, clause="APPNOTE 4.4.17.1")
def backslash_in_name(package: Package) -> Findings:
    r"""Folders in names are separated by `/`.

    On most servers `js\app.js` becomes one file with a strange name, and the course does not find
    it. Pack with another tool, or a newer version of this one.
    """
    for entry in package.entries:
        if "\\" in entry.name:
            yield Finding(f"The name {entry.name!r} has a backslash", package.at(entry.name))


@rule("PKG-007", severity=Severity.ERROR)
def name_stands_twice(package: Package) -> Findings:
    """No name stands twice.

    Of two files with one name each LMS keeps another one. Make the package from scratch instead
    of adding to an old one.
    """
    for name, count in Counter(entry.name for entry in package.entries).items():
        if count > 1:
            yield Finding(f"{name!r} stands {count} times in the package", package.at(name))


@rule("PKG-008", severity=Severity.ERROR)
def names_differ_in_case_only(package: Package) -> Findings:
    """No two names differ only in upper and lower case.

    On Windows and macOS they are one file, and one of the two is lost. Rename one of them.
    """
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for entry in package.entries:
        alike[entry.name.casefold()].add(entry.name)
    for names in alike.values():
        if len(names) > 1:
            first, *others = sorted(names)
            also = ", ".join(repr(name) for name in others)
            yield Finding(f"{first!r} and {also} differ only in case", package.at(first))


@rule("PKG-009", severity=Severity.WARNING)
def name_is_decomposed(package: Package) -> Findings:
    """Letters with marks are written as one character.

    macOS writes `й` as `и` and a mark; a link that has the usual `й` then finds no file. Rename
    the file with plain Latin letters, or pack on another system.
    """
    names = {entry.name for entry in package.entries}
    for name in sorted(names):
        usual = unicodedata.normalize("NFC", name)
        if usual != name:
            also = "; the usual form stands in the package too" if usual in names else ""
            message = f"{name!r} is written with letters and marks apart{also}"
            yield Finding(message, package.at(name))


@rule("PKG-010", severity=Severity.ERROR, clause="APPNOTE appendix D")
def name_without_encoding(package: Package) -> Findings:
    """Names with other than plain Latin letters say that they are UTF-8.

    Without this mark each system guesses, and `урок.html` turns into `ãα«¬.html`. Rename the
    files with plain Latin letters, or pack with a tool that marks names as UTF-8.
    """
    for entry in package.entries:
        if entry.naming is Naming.UNMARKED:
            yield Finding(
                f"A name does not say how it is encoded; it is probably {entry.name!r}",
                package.at(entry.name),
            )


@rule("PKG-011", severity=Severity.WARNING)
def risky_characters(package: Package) -> Findings:
    """Names have only Latin letters, digits, `-`, `_` and `.`.

    Some LMSs rename other characters or refuse the package, and links then lead nowhere. Rename
    the file; the course can offer a download under its own, also Cyrillic, name.
    """
    for entry in package.entries:
        found = "".join(dict.fromkeys(_RISKY.findall(entry.name)))
        if found and not entry.is_folder:
            what = "a space" if found == " " else repr(found)
            yield Finding(f"The name {entry.name!r} has {what}", package.at(entry.name))


@rule("PKG-023", severity=Severity.WARNING)
def long_name(package: Package) -> Findings:
    """A path has at most 180 characters, a name in it at most 100.

    Windows cannot hold longer ones once the LMS has put its own folders in front. Use shorter
    names or fewer folders inside each other.
    """
    for entry in package.entries:
        longest = max(len(part) for part in entry.name.split("/"))
        if len(entry.name) > _PATH_LIMIT:
            message = f"A path has {len(entry.name)} characters; {_PATH_LIMIT} are safe"
        elif longest > _PART_LIMIT:
            message = f"A name has {longest} characters; {_PART_LIMIT} are safe"
        else:
            continue
        yield Finding(message, package.at(entry.name))


@rule("PKG-024", severity=Severity.WARNING)
def reserved_by_windows(package: Package) -> Findings:
    """No name is one that Windows keeps for itself.

    `aux.js`, `con`, `nul.txt` and names that end with a dot or a space cannot be unpacked on
    Windows. Rename the file.
    """
    for entry in package.entries:
        for part in entry.name.split("/"):
            reserved = _DEVICE.match(part) or (part.endswith((".", " ")) and part.strip("."))
            if reserved:
                message = f"Windows cannot store the name {part!r}"
                yield Finding(message, package.at(entry.name))


@rule("PKG-031", severity=Severity.ERROR, clause="APPNOTE D.1")
def unprintable_name(package: Package) -> Findings:
    """Names are text that can be printed.

    A line break or a broken character in a name is a sign of a damaged or forged package. Rename
    the file and make the package again.
    """
    for entry in package.entries:
        if entry.naming is Naming.BROKEN:
            message = f"The name {entry.name!r} is marked as UTF-8 but is not"
        elif _CONTROL.search(entry.name):
            message = f"The name {entry.name!r} has a control character"
        else:
            continue
        yield Finding(message, package.at(_CONTROL.sub("?", entry.name)))


RULES = (
    absolute_name,
    name_climbs_out,
    backslash_in_name,
    name_stands_twice,
    names_differ_in_case_only,
    name_is_decomposed,
    name_without_encoding,
    risky_characters,
    long_name,
    reserved_by_windows,
    unprintable_name,
)
