"""Writes the course files (``.crs``, ``.au``, ``.des``, ``.cst``, ``.pre``) and makes a package.

They are texts in UTF-8 with CRLF, one record a line, every field in quotes: what importers such as
Moodle's, which match lines against patterns, read without loss (CMI001 4.0, course structure).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit import player
from scormkit.model.names import slug, stable_key
from scormkit.standards.aicc.facts import LIMITS, PATTERNS, ROOT, TABLES, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course
    from scormkit.render.site import Sco, Site

_SYSTEM = "scormkit"


def pack(course: Course, site: Site) -> FileTree:
    """Add what AICC asks for to a rendered course: one assignable unit for each SCO."""
    name = slug(course.id) or "course"
    units = {f"A{number}": sco for number, sco in enumerate(site.scos, 1)}
    needs = _prerequisites(course, units)
    texts = {
        "crs": _course(course, len(units), _level(needs.values())),
        "au": _table(TABLES["au"]["columns"], [_unit(k, sco) for k, sco in units.items()]),
        "des": _table(
            TABLES["des"]["columns"],
            [_descriptor(course, key, sco, site) for key, sco in units.items()],
        ),
        # As many columns as members: an importer counts them in the first line.
        "cst": _table(["Block", *["Member"] * len(units)], [[ROOT, *units]]),
    }
    if needs:
        texts["pre"] = _table(TABLES["pre"]["columns"], [[*pair] for pair in needs.items()])
    tree = site.tree.plus({site.player_path: site.extras + player.bundle("aicc")})
    return tree.plus({f"{name}.{suffix}": text.encode() for suffix, text in texts.items()})


def lesson_id(course: Course, sco: Sco, site: Site) -> str:
    """Give the author's own id of a unit, the same as the player reports answers under."""
    modules = site.data.get(sco.id, {}).get("modules", ())
    name = modules[0]["id"] if len(modules) == 1 else sco.id
    return _identifier(str(name or course.id))


def _course(course: Course, units: int, level: str) -> str:
    title = _value(course.title) or course.id
    lines = (
        "[Course]",
        f"Course_Creator={_value(course.publisher) or _SYSTEM}",
        f"Course_ID={_identifier(course.id)}",
        f"Course_System={_SYSTEM}",
        f"Course_Title={title[: LIMITS['title']]}",
        f"Level={level}",
        f"Max_Fields_CST={units + 1}",
        f"Total_AUs={units}",
        "Total_Blocks=0",
        f"Version={VERSION}",
        "[Course_Behavior]",
        # How many units may be open at once: prerequisites hold learners back, this must not.
        f"Max_Normal={LIMITS['max_normal']}",
        "[Course_Description]",
        (_value(course.summary) or title)[: LIMITS["description"]].replace("[", "("),
    )
    return "".join(f"{line}\r\n" for line in lines)


def _unit(key: str, sco: Sco) -> list[str]:
    mastery = "" if sco.pass_percent is None else f"{round(sco.pass_percent, 2):g}"
    values = {
        "System_ID": key,
        "Type": "lesson",
        "File_Name": sco.href,
        "Max_Score": str(LIMITS["score_max"]),
        # An LMS that knows a mastery score judges by it alone, whatever status a unit reports: it
        # stands only where passing the test is the rule.
        "Mastery_Score": mastery,
    }
    return [values.get(column, "") for column in TABLES["au"]["columns"]]


def _descriptor(course: Course, key: str, sco: Sco, site: Site) -> list[str]:
    summaries = {module.id: module.summary for module in course.modules}
    title = _text(sco.title) or _text(course.title) or course.id
    about = _text(summaries.get(sco.id) or course.summary) or title
    return [
        key,
        lesson_id(course, sco, site),
        title[: LIMITS["title"]],
        about[: LIMITS["description"]],
    ]


def _prerequisites(course: Course, units: dict[str, Sco]) -> dict[str, str]:
    """Say in AICC script what must be done before a unit opens; nothing for a first unit."""
    keys = list(units)
    if course.navigation in {"linear", "prerequisites"}:
        return dict(zip(keys[1:], keys, strict=False))
    if course.navigation == "test-gate":
        tests = [n for n, sco in enumerate(units.values()) if n and sco.questions]
        return {keys[n]: "&".join(keys[:n]) for n in tests}
    if keys[1:] and course.final and course.final.waits:
        return {keys[-1]: "&".join(keys[:-1])}
    return {}


def _level(scripts: Iterable[str]) -> str:
    """Give the level of complexity: 1 without prerequisites, 2 with single ones, 3b with logic."""
    asked = list(scripts)
    return "1" if not asked else "3b" if any("&" in script for script in asked) else "2"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (columns, *rows)
    return "".join(",".join(f'"{field}"' for field in line) + "\r\n" for line in lines)


def _text(text: str) -> str:
    """One line without double quotes: importers cut fields at them however they are doubled."""
    plain = "".join(c if c.isprintable() else " " for c in text.replace('"', "'"))
    return " ".join(plain.split())


def _value(text: str) -> str:
    """Give a value of ``.crs``: Moodle splits a line at its last equals sign."""
    return _text(text).replace("=", "\uff1d")


def _identifier(name: str) -> str:
    """Give a CMIIdentifier, the same in every build: the name itself if it is one."""
    if re.match(PATTERNS["identifier"], name):
        return name
    return f"{slug(name, 40) or 'id'}-{stable_key(name):06x}"
