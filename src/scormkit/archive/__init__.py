"""Packages as files: trees in memory, safe reading of zips, deterministic streaming writing.

Names are loaded when they are first used: a build that has nothing to do needs only the cache.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.archive.cache import Cache
    from scormkit.archive.deflate import compressing
    from scormkit.archive.digest import digest_bytes, digest_file, fingerprint
    from scormkit.archive.directory import Limits
    from scormkit.archive.opening import open_package
    from scormkit.archive.output.saving import Saved, save
    from scormkit.archive.output.unpacking import unpack
    from scormkit.archive.package import Package
    from scormkit.archive.tree import Content, DiskFile, FileTree
else:
    _HOMES = {
        "Cache": "cache",
        "Content": "tree",
        "DiskFile": "tree",
        "FileTree": "tree",
        "Limits": "directory",
        "Package": "package",
        "Saved": "output.saving",
        "compressing": "deflate",
        "digest_bytes": "digest",
        "digest_file": "digest",
        "fingerprint": "digest",
        "open_package": "opening",
        "save": "output.saving",
        "unpack": "output.unpacking",
    }

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = [
    "Cache",
    "Content",
    "DiskFile",
    "FileTree",
    "Limits",
    "Package",
    "Saved",
    "compressing",
    "digest_bytes",
    "digest_file",
    "fingerprint",
    "open_package",
    "save",
    "unpack",
]
