"""What rendering gives: the files of a course and what each SCO of it is."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  dataclass fields are read at run time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scormkit.archive.tree import FileTree  # noqa: TC001  dataclass fields are read at run time

if TYPE_CHECKING:
    from scormkit.render.course.contents import Chapter  # which uses this module


@dataclass(frozen=True, slots=True)
class Sco:
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


@dataclass(frozen=True, slots=True)
class Site:
    """All files but the player's script; each standard adds its own under ``player_path``.

    ``data`` is what each document hands to the player, by the id of its SCO; ``chapters`` are the
    rendered modules, for packages that put them into documents of their own.
    """

    scos: tuple[Sco, ...]
    tree: FileTree
    player_path: str
    build: str
    data: Mapping[str, dict[str, Any]]
    chapters: tuple[Chapter, ...] = ()
