"""The texts in a file of YAML, and how their values are written back in the author's own form."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scormkit.diagnostics import Report
from scormkit.ingest.translate.texts import Body, TextFile
from scormkit.project.yaml_text import Document, load_yaml
from scormkit.readers.passages import plain_passages, text_passages
from scormkit.readers.quiz.sheet import made_id
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scormkit.project.yaml_text import Path
    from scormkit.readers.passages import Passage

_OWN = {"title", "summary", "keywords", "objectives", "publisher", "rights", "certificate"}
RUNNING = frozenset(
    "text right wrong feedback partial incorrect hint intro if_true if_false answers "
    "item items order gaps lists words statements".split()
)
"""Keys of a test whose values are Markdown."""
_NAMES = frozenset(
    "title objective accept match extra name unit alt scale keywords matches".split()
)
"""Keys of a test whose values are mere words."""
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_PLAIN = re.compile(r"(?:\d+-)?[^\W\d_](?:[\w ,.!?()/–—«»+;%-]|:(?=\S)|(?<=\S)#)*(?<! )")
_WORDS = re.compile(r"(?i)true|false|null|yes|no|on|off|y|n|~")


class _Scalar(NamedTuple):
    """A value where it stands: its range, its indentation if it goes over lines."""

    start: int
    end: int
    indent: int


def settings_file(path: str, text: str) -> TextFile:
    """Give the texts of a manifest or a module's settings: plain words."""
    document = load_yaml(text, path, Report()) or Document(path)
    found = [place for place in _leaves(document.data, ()) if place[0] in _OWN]
    again = partial(settings_file, path)
    return _file(document, text, [(p, _plain(_value(document.data, p), p)) for p in found], again)


def quiz_file(path: str, text: str) -> TextFile:
    """Give the texts of a test: its title, and Markdown."""
    document = load_yaml(text, path, Report()) or Document(path)
    found = [place for place in _leaves(document.data, ()) if _is_text(place)]
    again = partial(quiz_file, path)
    return _file(document, text, [(p, _running(_value(document.data, p), p)) for p in found], again)


def check_file(path: str, text: str) -> TextFile:
    """Give the texts of a check in a page: like those of a question, under names of its own."""
    document = load_yaml(text, path, Report()) or Document(path)
    found = [place for place in _leaves(document.data, ()) if _is_text(("questions", *place))]
    running = [(p, _running(_value(document.data, p), p)) for p in found]
    made = _file(document, text, running, partial(check_file, path))
    own = f"check.{_entry(document.data)}"
    named = tuple(replace(body, name=f"{own}.{body.name}") for body in made.bodies)
    return replace(made, bodies=named)


def _leaves(data: object, path: Path) -> Iterator[Path]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, (*path, index))
    elif isinstance(data, str):
        yield path


def _is_text(path: Path) -> bool:
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if key in {"feedback", "order"}:  # of the test they say when and how, of a question what
        return len(path) > 1
    return key in RUNNING | _NAMES or (key == "correct" and "feedback" in path)


def _plain(text: str, path: Path) -> tuple[Passage, ...]:
    kind = "title" if path[-1] == "title" else "text"
    return plain_passages(text, 0, len(text), kind)


def _running(text: str, path: Path) -> tuple[Passage, ...]:
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    return _plain(text, path) if key in _NAMES else text_passages(text, "text")


def _file(
    document: Document,
    text: str,
    found: Iterable[tuple[Path, tuple[Passage, ...]]],
    again: Callable[[str], TextFile],
) -> TextFile:
    bodies: list[Body] = []
    scalars: list[_Scalar] = []
    for path, passages in found:
        scalar = _scalar(document, text, path)
        if any(scalar.start == other.start for other in scalars) or not passages:
            continue  # what an alias repeats is translated once
        name, value = _name(document.data, path), _value(document.data, path)
        bodies.append(Body(value, passages, name, document.first_line(path)))
        scalars.append(scalar)

    def write(texts: tuple[str, ...]) -> str:
        edits = zip(scalars, bodies, texts, strict=True)
        changes = {s: new for s, body, new in edits if new != body.text}
        return spliced(text, {(s.start, s.end): encoded(text, s, changes[s]) for s in changes})

    return TextFile(document.path, tuple(bodies), write, again)


def spliced(text: str, edits: dict[tuple[int, int], str]) -> str:
    """Put texts in place of ranges."""
    parts: list[str] = []
    done = 0
    for (start, end), new in sorted(edits.items()):
        parts += (text[done:start], new)
        done = end
    return "".join((*parts, text[done:]))


def replaced(document: Document, text: str, values: dict[Path, str]) -> str:
    """Write other texts in place of values that the document has."""
    scalars = {path: _scalar(document, text, path) for path in values}
    edits = {(s.start, s.end): encoded(text, s, values[path]) for path, s in scalars.items()}
    return spliced(text, edits)


def _value(data: object, path: Path) -> str:
    for part in path:
        data = data[part]  # type: ignore[index]
    assert isinstance(data, str)
    return data


def _scalar(document: Document, text: str, path: Path) -> _Scalar:
    mark, end = document.values[path], document.ends[path]
    properties = _PROPERTIES.match(text, mark.index, end.index)
    start = properties.end() if properties else mark.index
    line = text[text.rfind("\n", 0, mark.index) + 1 : mark.index]
    return _Scalar(start, end.index, len(line) - len(line.lstrip(" -")))


def encoded(text: str, scalar: _Scalar, new: str) -> str:
    """Write a value in the form the old one has, or in double quotes if that cannot hold it."""
    old = text[scalar.start : scalar.end]
    if old[0] in "|>":
        return _block(old, scalar, new)
    if old[0] == "'" and "\n" not in new:
        return "'" + new.replace("'", "''") + "'"
    in_list = "," in new and "," not in old  # perhaps in brackets, where a comma ends a text
    if old[0] not in "'\"" and _PLAIN.fullmatch(new) and not (in_list or _WORDS.fullmatch(new)):
        return new
    return json.dumps(new, ensure_ascii=False)


def _block(old: str, scalar: _Scalar, new: str) -> str:
    """Write lines below the bar, as deep as the old ones; folded lines become lines as they are."""
    head, _, rest = old.partition("\n")
    lines = [line for line in rest.split("\n") if line.strip()]
    depth = min((len(s) - len(s.lstrip(" ")) for s in lines), default=scalar.indent + 2)
    kept = new.rstrip("\n")
    after = old[len(old.rstrip()) :] or "\n"
    if not kept or kept.startswith(" ") or re.search(r"\d", head.partition("#")[0]):
        return json.dumps(new, ensure_ascii=False) + after
    body = "\n".join(f"{' ' * depth}{line}" if line else "" for line in kept.split("\n"))
    return f"{head.replace('>', '|', 1)}\n{body}{after}"


def _name(data: object, path: Path) -> str:
    """Name a value by keys and, where a list holds it, by the id or the words of its entry."""
    parts: list[str] = []
    for part in path:
        data = data[part]  # type: ignore[index]
        parts.append(part if isinstance(part, str) else _entry(data))
    return ".".join(parts)


def _entry(data: object) -> str:
    if not isinstance(data, dict):
        return made_id(str(data))
    if data.get("id"):
        return str(data["id"])
    return made_id(
        str(next((data[k] for k in ("text", "right", "wrong", "title") if k in data), data))
    )
