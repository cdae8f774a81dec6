"""What a page's XML tells, read once through; attachments are measured, not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxhash import xxh3_128

from scormkit.archive.package import DamageError
from scormkit.ingest.wiki.pages import Attachment
from scormkit.ingest.wiki.xar.decoding import Decoder
from scormkit.ingest.wiki.xar.parsing import End, Start, Text
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


ROOT = "xwikidoc"
CONTENT = (ROOT, "content")
_FILE = (ROOT, "attachment")
_DATA = (*_FILE, "content")
_OBJECT = (ROOT, "object")
_PINNED = (*_OBJECT, "property", "pinnedChildPages")
_FIELD = 1 << 16  # characters of a title or a name
_MANY = 10_000  # objects or attachments of one page
_FIELDS = frozenset(
    "web name language locale defaultLanguage translation title version syntaxId hidden content".split()
)
LONGEST = 16 << 20  # characters of a page's own text


class Measured(Struct, frozen=True):
    """An attachment as it is; ``damage`` says in words why it cannot be used."""

    name: str
    told: int
    size: int
    digest: str
    version: str = ""
    damage: str = ""

    def attachment(self) -> Attachment:
        """Give it as an import sees it. A version may come again with other bytes: the digest tells."""
        return Attachment(self.name, self.size, f"{self.version} {self.digest}".strip())


class Scanned(Struct):
    """One XML file; ``fields`` are the texts of the elements below its root."""

    root: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    is_class: bool = False
    classes: set[str] = field(default_factory=set)
    pins: tuple[str, ...] = ()
    attachments: list[Measured] = field(default_factory=list)


def scan(events: Iterable[Start | Text | End]) -> Scanned:
    """Read a page through; a file with another root is left after it."""
    found = Scanned()
    stream = iter(events)
    for event in stream:
        match event:
            case Start((root,), attributes):
                found.root, found.attributes = root, attributes
                if root != ROOT:
                    return found
            case Start(path, _) if path == _FILE:
                found.attachments.append(_measure(stream))
            case Start((_, "class", _, "classType"), _):
                found.is_class = True
            case Start((_, "object", "className") as path, _):
                found.classes.add(_text(stream, path))
            case Start(path, _) if path == _PINNED:
                found.pins += _pinned(stream)
            case Start((_, name) as path, _) if name in _FIELDS:
                found.fields[name] = _text(stream, path)
            case _:
                pass
        if len(found.classes) > _MANY or len(found.attachments) > _MANY:
            raise DamageError(f"has more than {_MANY} objects or attachments")
    return found


def file_pieces(events: Iterator[Start | Text | End]) -> Iterator[bytes]:
    """Give the bytes of an attachment whose start was read; raises :class:`DamageError`."""
    decoder = Decoder()
    for event in events:
        if isinstance(event, Text) and event.path == _DATA:
            yield decoder.feed(event.text)
        elif isinstance(event, End) and event.path == _FILE:
            decoder.finish()
            return


def is_file(event: Start | Text | End) -> bool:
    """Whether an attachment begins here."""
    return isinstance(event, Start) and event.path == _FILE


def _measure(events: Iterator[Start | Text | End]) -> Measured:
    told: dict[str, str] = {}
    decoder, digest, size, damage = Decoder(), xxh3_128(), 0, ""
    for event in events:
        try:
            if isinstance(event, Text) and event.path == _DATA:
                piece = b"" if damage else decoder.feed(event.text)
                size += len(piece)
                digest.update(piece)
            elif isinstance(event, Start):
                if event.path != _DATA:
                    told[event.path[-1]] = _text(events, event.path)
            elif isinstance(event, End) and event.path == _FILE:
                if not damage:
                    decoder.finish()
                break
        except DamageError as error:
            damage = str(error)
            if isinstance(event, End):
                break
    length = told.get("filesize", "").strip()
    promised = int(length) if length.isascii() and length.isdigit() else -1
    if not damage and promised not in {-1, size}:
        damage = f"has {size} bytes instead of the {promised} that the export promises"
    return Measured(
        told.get("filename", ""),
        promised,
        size,
        digest.hexdigest(),
        told.get("version", ""),
        damage,
    )


def _pinned(events: Iterator[Start | Text | End]) -> tuple[str, ...]:
    """Read a list as XWiki writes it: in one text, or each value in an element."""
    values = [""]
    for event in events:
        if isinstance(event, Start):
            values.append(_text(events, event.path))
        elif isinstance(event, Text):
            values[0] += event.text[: _FIELD - len(values[0])]
        elif event.path == _PINNED:
            break
        if len(values) > _MANY:
            raise DamageError(f"pins more than {_MANY} pages")
    return tuple(values)


def _text(events: Iterator[Start | Text | End], path: tuple[str, ...]) -> str:
    """Give the text of an element whose start was read."""
    pieces: list[str] = []
    length, limit = 0, LONGEST if path == CONTENT else _FIELD
    for event in events:
        if isinstance(event, Text):
            length += len(event.text)
            if length > limit:
                raise DamageError(f"has more than {limit} characters in its {path[-1]}")
            if event.path == path:
                pieces.append(event.text)
        elif isinstance(event, End) and event.path == path:
            break
    return "".join(pieces)
