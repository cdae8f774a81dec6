"""``scormkit inspect PATH``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text
    from rich.tree import Tree

    from scormkit.check.inspection import Inspection
    from scormkit.standards.outline import Outline

_MOST = 30
_LARGEST = 5
_KINDS = {"zip": "zip file", "folder": "folder", "xml": "single file"}
_GROUPS = {"resources", "not listed"}


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print for machines, everything.")
def command(*, path: Path, as_json: bool) -> int:
    """Show what a package holds, by whatever tool it was made.

    PATH is a zip, an unpacked package, or a standard's own file: its format, its contents as a
    tree, sizes, files that nothing lists, and how many findings `scormkit validate` has.

    \b
    Examples:
      scormkit inspect course.zip
      scormkit inspect course.zip --json
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.check.inspection import inspect_package
    from scormkit.diagnostics import Severity

    seen = inspect_package(path)
    if as_json:
        click.echo(json.dumps(_as_json(path, seen), ensure_ascii=False, indent=2))
    else:
        _print(path, seen)
    return 1 if any(d.severity is Severity.ERROR for d in seen.findings) else 0


def _print(path: Path, seen: Inspection) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    console.print(Text(_line(str(path)), style="bold"))
    console.print(Text(_weight(seen), style="dim"))
    for outline in seen.outlines:
        console.print(_tree(outline, seen))
    for own in seen.unread:
        console.print(Text(f"{_line(own)} cannot be read as what its name says", style="red"))
    if seen.kind and not seen.outlines and not seen.unread:
        page = "; index.html makes it a web page" if "index.html" in seen.files else ""
        console.print(f"No file tells which standard this package follows{page}.")
    if seen.kind != "xml" and seen.files:
        console.print(Text("Largest files", style="bold"))
        for name, size in seen.largest(_LARGEST):
            console.print(Text(f"  {_size(size):>8}  {_line(name)}"))
    for line in _counted(seen):
        console.print(line)


def _weight(seen: Inspection) -> str:
    if not seen.kind:
        return "cannot be opened"
    count = len(seen.files)
    whole = f"{count} file{'' if count == 1 else 's'}, {_size(seen.unpacked)}"
    packed = f", packed {_size(seen.size)}" if seen.size else ""
    return f"{_KINDS[seen.kind]}: {whole}{packed}"


def _tree(outline: Outline, seen: Inspection) -> Tree:
    from rich.tree import Tree

    tree = Tree(_label(outline, seen), guide_style="dim")
    waiting = [(tree, outline)]
    while waiting:
        branch, part = waiting.pop()
        shown = part.children[:_MOST]
        waiting += [(branch.add(_label(child, seen)), child) for child in shown]
        if len(part.children) > _MOST:
            branch.add(f"and {len(part.children) - _MOST} more, which --json shows")
    return tree


def _label(part: Outline, seen: Inspection) -> Text:
    from rich.text import Text

    count = f" ({len(part.children)})" if part.kind in _GROUPS else ""
    label = Text()
    if part.title:
        label.append(f"{_line(part.title)}  ", style="bold")
    label.append(part.kind + count, style="cyan")
    if part.launch:
        known = part.launch in seen.files
        size = f" {_size(seen.files[part.launch])}" if known else ""
        missing = "" if known or ":" in part.launch else " (not in the package)"
        label.append(f"  {_line(part.launch)}{size}")
        label.append(missing, style="red")
    for name, value in part.facts:
        label.append(f"\n{name} ", style="dim")
        label.append(_line(value))
    return label


def _counted(seen: Inspection) -> Iterator[Text]:
    """Say how many findings there are, a line for each severity."""
    from rich.text import Text

    from scormkit.cli.report import count_in_words

    if not seen.findings:
        yield Text("Nothing to complain about", style="green")
        return
    for severity, style in (("error", "red"), ("warning", "yellow"), ("info", "cyan")):
        these = [d for d in seen.findings if d.severity.value == severity]
        codes = (f"{code}{f' ×{n}' if n > 1 else ''}" for code, n in _codes(seen, severity).items())
        if these:
            yield Text(f"{count_in_words(these)}: {', '.join(codes)}", style=style)
    yield Text("What they are and what to do: scormkit validate", style="dim")


def _codes(seen: Inspection, severity: str) -> dict[str, int]:
    codes = sorted(d.code for d in seen.findings if d.severity.value == severity)
    return {code: codes.count(code) for code in dict.fromkeys(codes)}


def _as_json(path: Path, seen: Inspection) -> dict[str, Any]:
    import scormkit

    return {
        "scormkit": scormkit.__version__,
        "path": str(path),
        "kind": seen.kind,
        "size": seen.size,
        "unpacked": seen.unpacked,
        "formats": [_part_as_json(outline, seen) for outline in seen.outlines],
        "unread": list(seen.unread),
        "files": seen.files,
        "largest": [{"path": name, "size": size} for name, size in seen.largest(_LARGEST)],
        "findings": {kind: _codes(seen, kind) for kind in ("error", "warning", "info")},
    }


def _part_as_json(part: Outline, seen: Inspection) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "title": part.title,
        "launch": part.launch,
        "size": seen.files.get(part.launch),
        "facts": dict(part.facts),
        "children": [_part_as_json(child, seen) for child in part.children],
    }


def _size(count: int) -> str:
    """Give bytes as people read them."""
    if count < 1000:  # noqa: PLR2004  the step from one unit to the next
        return f"{count} B"
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"  # noqa: PLR2004


def _line(text: str) -> str:
    from scormkit.cli.report import printable

    return printable(" ".join(text.split()))
