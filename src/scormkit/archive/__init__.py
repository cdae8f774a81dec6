"""Packages as files: trees in memory, safe reading of zips, deterministic streaming writing."""

from scormkit.archive.cache import Cache
from scormkit.archive.digest import digest_bytes, digest_file, fingerprint
from scormkit.archive.directory import Limits
from scormkit.archive.opening import open_package
from scormkit.archive.package import Package
from scormkit.archive.saving import Saved, save
from scormkit.archive.tree import Content, DiskFile, FileTree

__all__ = [
    "Cache",
    "Content",
    "DiskFile",
    "FileTree",
    "Limits",
    "Package",
    "Saved",
    "digest_bytes",
    "digest_file",
    "fingerprint",
    "open_package",
    "save",
]
