"""What rendering gives: the files of a course and what each SCO of it is."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, Any

from scormkit.built import Contact
from scormkit.model.hosts import known_video
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scormkit.archive.tree import FileTree
    from scormkit.render.course.contents import Chapter  # which uses this module


class Sco(Struct, frozen=True):
    """A launchable document.

    ``files`` are its own and the shared ones it needs, itself included;
    ``pass_percent`` is the mastery score where passing the test is part of the rule;
    ``questions`` counts those a learner can meet.
    """

    id: str
    title: str
    href: str
    files: tuple[str, ...]
    pass_percent: float | None = None
    pages: int = 0
    questions: int = 0


class Site(Struct, frozen=True):
    """All files but the player's script; each standard adds its own under ``player_path``.

    ``extras`` go before it in the same file: what not every course needs of the player.
    ``data`` is what each document hands to the player, by the id of its SCO; ``chapters`` are the
    rendered modules, for packages that put them into documents of their own; ``contacts`` are the
    hosts that learners' browsers are sent to.
    """

    scos: tuple[Sco, ...]
    tree: FileTree
    player_path: str
    build: str
    data: Mapping[str, dict[str, Any]]
    chapters: tuple[Chapter, ...] = ()
    contacts: tuple[Contact, ...] = ()
    extras: bytes = b""


# What a browser asks for by itself, and the frames that wait for the learner.
_ASKED = re.compile(
    r"""(?:<figure class="sk-(?P<figure>\w+)"[^>]*>)?<(?P<tag>\w+)\b[^<>]*?"""
    r"""\s(?:src|srcset|poster|data-embed)="(?P<address>(?:https?:)?//[^"\s]+)"""
)
_SIGNS = [f'{name}="{to}' for name in ("src", "srcset", "poster", "embed") for to in ("http", "//")]
"""One of these stands in a document that asks another host for anything: most ask for nothing."""
_WHY = {"img": "picture", "iframe": "frame", "div": "frame"}


def contacts_of(bodies: Iterable[str], *, scripts: bool) -> tuple[Contact, ...]:
    """Find the hosts that documents ask for something; a link asks for nothing until it is followed.

    ``scripts``: players of videos may be listened to, which for some takes a script of their host.
    """
    found: Counter[tuple[str, str]] = Counter()
    for body in bodies:
        if not any(sign in body for sign in _SIGNS):
            continue
        for match in _ASKED.finditer(body):
            address = unescape(match["address"])
            host = address.partition("//")[2].partition("/")[0].partition("?")[0].lower()
            video = match["figure"] == "video"
            found[host, "video" if video else _WHY.get(match["tag"], "medium")] += 1
            known = known_video(address) if video and scripts else None
            if known and known.script:
                found[known.script, "script"] += 1
    reasons: dict[str, dict[str, int]] = {}
    for (host, why), times in sorted(found.items()):
        reasons.setdefault(host, {})[why] = times
    return tuple(Contact(host, why) for host, why in reasons.items())
