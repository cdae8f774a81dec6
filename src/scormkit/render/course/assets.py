"""Names under which a module's files stand in a package."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from scormkit.archive.digest import digest_file
from scormkit.archive.tree import DiskFile
from scormkit.model.names import slug
from scormkit.render.course.pictures import read_size
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scormkit.model.course import SourceFile

Digest: TypeAlias = Callable[[Path], DiskFile]
SOUNDS = frozenset(["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac"])
FOLDER = "assets"
PICTURES = frozenset(["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"])
_DIGITS = 10


class Asset(Struct, frozen=True, dict=True):
    """A file of the author's: ``name`` is the author's, ``path`` the one in the package."""

    name: str
    path: str
    file: DiskFile

    @property
    def kind(self) -> str:
        """The type of the file, in capitals."""
        return PurePosixPath(self.path).suffix.removeprefix(".").upper()

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it as a picture."""
        return self.kind.lower() in PICTURES

    @property
    def is_sound(self) -> bool:
        """Whether a browser plays it as sound."""
        return self.kind.lower() in SOUNDS

    @cached_property
    def dimensions(self) -> tuple[int, int] | None:
        """Width and height in pixels, where the file's head tells them."""
        return read_size(self.file.path)


class Assets:
    """The files of a module by the author's names; a file is read when it is first asked for.

    ``elsewhere`` are those of all modules, each as ``/module/name``.
    """

    def __init__(
        self,
        files: Mapping[str, SourceFile],
        digest: Digest = digest_file,
        elsewhere: Mapping[str, SourceFile] | None = None,
    ) -> None:
        self._files = files
        self._digest = digest
        self._elsewhere = elsewhere or {}
        self._known: dict[str, Asset] = {}

    @property
    def names(self) -> Iterable[str]:
        """The author's names of all files of the module."""
        return self._files.keys()

    def find(self, name: str) -> Asset | None:
        """Give a file; ``None`` if there is none of this name."""
        if name not in self._known:
            source = self._files.get(name) or self._elsewhere.get(name)
            if source is None:
                return None
            file = self._digest(source.path)
            shown = PurePosixPath(source.name).name
            self._known[name] = Asset(shown, f"{FOLDER}/{package_name(shown, file.digest)}", file)
        return self._known[name]


def package_name(name: str, digest: str) -> str:
    """Make a name of ``[a-z0-9._-]`` that is another one for every other content.

    The name of a file is in it, so that a person who unpacks the package recognises it.
    """
    path = PurePosixPath(name)
    suffix = re.sub(r"[^a-z0-9]", "", path.suffix.lower())[:8]
    return f"{slug(path.stem, 40) or 'file'}-{digest[:_DIGITS]}.{suffix or 'bin'}"
