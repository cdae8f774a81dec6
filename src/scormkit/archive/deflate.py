"""Compresses and inflates entries; what is already compressed is left alone."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING, cast

from zlib_ng import zlib_ng

from scormkit.archive.digest import digest_bytes
from scormkit.archive.records import DEFLATED, STORED
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scormkit.archive.cache import Cache
    from scormkit.archive.tree import FileTree

LEVEL = 6
# Another release of the library may find other matches: its entries are not ours to reuse.
_KIND = f"deflate {LEVEL} {zlib_ng.ZLIBNG_VERSION}"
_SMALLEST = 32  # bytes; below this a deflate block is never worth its header
_CHUNK = 1 << 18
_CHECK = 4  # bytes of the checksum in front of a kept entry; nothing follows if it is stored

crc32 = zlib_ng.crc32
InflateError = cast("type[Exception]", zlib_ng.error)

_COMPRESSIBLE = frozenset(
    {
        *(".css", ".htm", ".html", ".js", ".json", ".jsonld", ".map", ".mjs", ".wasm"),
        *(".webmanifest", ".xhtml"),
        *(".dtd", ".svg", ".xml", ".xsd", ".xsl", ".xslt", ".yaml", ".yml"),
        *(".csv", ".md", ".rtf", ".srt", ".tex", ".tsv", ".txt", ".vtt"),
        *(".bmp", ".eot", ".ico", ".otf", ".ttf"),
    }
)


class Body(Struct, frozen=True):
    """The data of an entry as it stands in a zip, with the facts of its headers."""

    method: int
    crc: int
    size: int
    data: bytes


def is_compressible(name: str) -> bool:
    """Tell by its name whether a file shrinks: media, fonts for the web and PDFs do not."""
    dot = name.rfind(".")
    return dot > name.rfind("/") and name[dot:].lower() in _COMPRESSIBLE


def compress(name: str, data: bytes, cache: Cache) -> Body:
    """Deflate where it pays; the result is made once for each content and then reused."""
    size = len(data)
    if size < _SMALLEST or not is_compressible(name):
        return Body(STORED, crc32(data), size, data)
    key = f"{digest_bytes(data)} {size}"
    kept = cache.get(_KIND, key)
    if kept is None:
        kept = crc32(data).to_bytes(_CHECK, "little") + b"".join(deflate([data]))
        if len(kept) - _CHECK >= size:
            kept = kept[:_CHECK]
        cache.put(_KIND, key, kept)
    crc = int.from_bytes(kept[:_CHECK], "little")
    if len(kept) == _CHECK:
        return Body(STORED, crc, size, data)
    return Body(DEFLATED, crc, size, kept[_CHECK:])


@contextmanager
def compressing(tree: FileTree, cache: Cache) -> Iterator[None]:
    """Compress in a thread what a package will need, while something else is done with its tree.

    Nobody else may use the cache meanwhile.
    """

    def work() -> None:
        with suppress(MemoryError):  # whatever is missing is made when the package is written
            for name in tree:
                content = tree[name]
                if isinstance(content, bytes):
                    compress(name, content, cache)

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def deflate(chunks: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """Give the raw deflate stream of some chunks."""
    engine = zlib_ng.compressobj(LEVEL, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS)
    for chunk in chunks:
        yield engine.compress(chunk)
    yield engine.flush()


def inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give what a raw deflate stream unpacks to, at most 256 KiB at a time.

    Ends with the stream; a stream that is cut off or damaged raises :data:`InflateError`.
    """
    engine = zlib_ng.decompressobj(-zlib_ng.MAX_WBITS)
    for chunk in chunks:
        waiting = chunk
        while waiting and not engine.eof:
            if part := engine.decompress(waiting, _CHUNK):
                yield part
            waiting = engine.unconsumed_tail
        if engine.eof:
            return
    while part := engine.decompress(engine.unconsumed_tail, _CHUNK):
        yield part
    if not engine.eof:
        raise InflateError("the compressed data is cut off")
