"""The XML of a page as a stream of events; whatever its size, only a piece of it is in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn
from xml.parsers import expat

from scormkit.archive.package import DamageError
from scormkit.ingest.wiki.xar.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PIECE = 1 << 16  # bytes of text that one event holds at most
_TOKEN = 1 << 20  # bytes of one tag or comment
_DEPTH = 64


class Start(NamedTuple):
    """An element begins; ``path`` are the names from the root down to it."""

    path: tuple[str, ...]
    attributes: dict[str, str]


class Text(NamedTuple):
    """A piece of the text of the element at ``path``."""

    path: tuple[str, ...]
    text: str


class End(NamedTuple):
    """The element at ``path`` ends."""

    path: tuple[str, ...]


def read_events(
    chunks: Iterable[bytes], dropped: Callable[[int], None]
) -> Iterator[Start | Text | End]:
    """Give the events of an XML file; raises :class:`DamageError` where it is no good XML."""
    waiting: list[Start | Text | End] = []
    parser = _parser(waiting)
    fed = 0
    try:
        for text in read_text(chunks, dropped):
            data = text.encode("utf-8", "surrogatepass")
            for place in range(0, len(data), _PIECE):
                piece = data[place : place + _PIECE]
                parser.Parse(piece)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > _TOKEN + _PIECE:
                    raise DamageError(f"has a tag of more than {_TOKEN >> 20} MiB")
                yield from waiting
                waiting.clear()
        parser.Parse(b"", True)  # noqa: FBT003  the parser takes no names
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise DamageError(
            f"is broken XML: {reason}, line {error.lineno}, column {error.offset + 1}"
        ) from error
    yield from waiting


def _parser(waiting: list[Start | Text | End]) -> expat.XMLParserType:
    path: tuple[str, ...] = ()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal path
        if len(path) >= _DEPTH:
            raise DamageError(f"has elements in elements, more than {_DEPTH} deep")
        path = (*path, name)
        waiting.append(Start(path, attributes))

    def end(_name: str) -> None:
        nonlocal path
        waiting.append(End(path))
        path = path[:-1]

    def doctype(*_: object) -> NoReturn:
        raise DamageError("has a document type, with which harm could be done")

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = _PIECE
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: waiting.append(Text(path, text))
    parser.StartDoctypeDeclHandler = doctype
    return parser
