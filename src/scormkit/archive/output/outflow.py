"""Brings what is written to the disk while more is written, and out of the system's memory.

Gigabytes of output need no memory then, which costs processor time to find and pushes out what other
programs hold there; nor is everything left to be written at the end, when it has to be waited for.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import io

_PART = 32 << 20  # bytes brought to the disk at once
_HELD = 3 * _PART  # bytes on their way; they leave the memory when more come
_SMALL = 1 << 20  # bytes; smaller files are left to the system


class Outflow:
    """Follows files that are written one after another; it is to be left when all are complete."""

    def __init__(self) -> None:
        self._fresh = 0
        self._under_way: deque[tuple[int, int, int]] = deque()  # a handle of its own, start, length

    def passed(self, file: io.FileIO, count: int) -> None:
        """Note that so many bytes were appended to a file."""
        self._fresh += count
        if self._fresh >= _PART:
            self._begin(file)

    def ended(self, file: io.FileIO) -> None:
        """Note that a file is complete, and the next bytes are another's."""
        if self._fresh >= _SMALL:
            self._begin(file)
        self._fresh = 0

    def _begin(self, file: io.FileIO) -> None:
        if not hasattr(os, "posix_fadvise"):
            return
        start = max(0, file.tell() - self._fresh)  # some may have been taken back
        part = (os.dup(file.fileno()), start, self._fresh)
        self._fresh = 0
        _to_disk(*part)
        self._under_way.append(part)
        while sum(length for _, _, length in self._under_way) > _HELD:
            self._forget()

    def _forget(self) -> None:
        part = self._under_way.popleft()
        _to_disk(*part)  # it is there, so that nothing but its place in the memory is given up
        os.close(part[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._under_way:
            os.close(self._under_way.popleft()[0])


def _to_disk(handle: int, start: int, length: int) -> None:
    """Let the system write what it has not written of a part, and forget what it has."""
    with suppress(OSError):  # advice, which no file system has to take
        os.posix_fadvise(handle, start, length, os.POSIX_FADV_DONTNEED)
