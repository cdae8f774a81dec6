"""Fonts of the author's: may they be packed, and which of their glyphs does the course need.

A font of several scripts weighs some hundred kilobytes and a course uses a tenth of it, so what is
packed holds only the characters of the course. The font's own names stay in it, its copyright and
licence among them: most free licences ask for that.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from logging import ERROR
from typing import TYPE_CHECKING, Any

from scormkit.archive.digest import digest_bytes, digest_file
from scormkit.diagnostics import Location
from scormkit.render.codes import FONT, LETTERS
from scormkit.values import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.archive.cache import Cache
    from scormkit.diagnostics import Report
    from scormkit.render.themes import Theme

_KIND = "font 1"  # another number when fonts are made in another way
_ALWAYS = {chr(code) for code in range(0x20, 0x7F)} | set("\u00a0↗")  # numbers, what sheets write
_RESTRICTED, _WHOLE = 0x0002, 0x0100  # OS/2 fsType: bits of OpenType's licensing rights
_ITALIC = 0x0201  # OS/2 fsSelection: italic or oblique
_SHOWN = 12


class Face(Struct, frozen=True):
    """A font as the package has it, with a name from the author's file."""

    name: str
    family: str
    weight: str
    style: str
    content: bytes

    def rule(self, path: str) -> str:
        """Write the rule of the style sheet that declares it, under its path in the package."""
        return (
            f'@font-face{{font-family:"{self.family}";src:url({path}) format("woff2");'
            f"font-weight:{self.weight};font-style:{self.style};font-display:swap}}"
        )


def check_font(path: Path, report: Report, at: Location) -> None:
    """Say that a file is no font, or one that its maker lets nobody pack."""
    try:
        rights = _open(path)["OS/2"].fsType
    except Exception as error:  # noqa: BLE001  fontTools raises anything on a broken file
        message = f"The theme's font_file {path.name!r} cannot be read as a font: {error}"
        report.add(FONT, message, at)
        return
    if rights & 0x000F == _RESTRICTED:
        message = f"The font {path.name!r} says that it must not be embedded without a licence"
        report.add(FONT, message, at)


def embed_fonts(
    theme: Theme,
    text: str,
    *,
    cache: Cache | None = None,
    report: Report | None = None,
    at: Location = Location(),  # noqa: B008  frozen
) -> tuple[Face, ...]:
    """Cut a theme's fonts down to the characters of a text; they make one family.

    Letters that a font has not are reported: they would stand there in another font.
    """
    wanted = set(text) | _ALWAYS
    faces: list[Face] = []
    for path in theme.font_file:
        facts, content = _cut(path, wanted, cache)
        if facts["missing"] and report is not None:
            lacks = " ".join(facts["missing"][:_SHOWN])
            more = " …" if len(facts["missing"]) > _SHOWN else ""
            report.add(LETTERS, f"The font {path.name!r} has no {lacks}{more}", at)
        family = re.sub(r'["\\\n<>]', "", theme.font or facts["family"])
        family = faces[0].family if faces else family
        faces.append(Face(f"{path.stem}.woff2", family, facts["weight"], facts["style"], content))
    return tuple(faces)


def _cut(path: Path, wanted: set[str], cache: Cache | None) -> tuple[dict[str, Any], bytes]:
    """Give a font's facts and its bytes, both as remembered if font and characters are the same."""
    key = f"{digest_file(path, cache).digest} {digest_bytes(''.join(sorted(wanted)).encode())}"
    known = cache.get(_KIND, key) if cache is not None else None
    if known is None:
        facts, content = _subset(path, wanted)
        known = json.dumps(facts).encode() + b"\n" + content
        if cache is not None:
            cache.put(_KIND, key, known)
    head, _, content = known.partition(b"\n")
    return json.loads(head), content


def _subset(path: Path, wanted: set[str]) -> tuple[dict[str, Any], bytes]:
    from fontTools import subset  # noqa: PLC0415  200 ms, needed only where a font is new

    subset.log.setLevel(ERROR)  # it would tell the terminal of tables that no browser reads
    font = _open(path)
    has = font.getBestCmap()
    names, os2 = font["name"], font["OS/2"]
    axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
    weight = axes.get("wght")
    facts = {
        "family": names.getDebugName(16) or names.getDebugName(1) or path.stem,
        "weight": f"{weight.minValue:g} {weight.maxValue:g}" if weight else f"{os2.usWeightClass}",
        "style": "italic" if os2.fsSelection & _ITALIC else "normal",
        "missing": sorted(c for c in wanted if c.isalpha() and ord(c) not in has),
    }
    if not os2.fsType & _WHOLE:
        options = subset.Options(name_IDs=["*"], name_languages=["*"], notdef_outline=True)
        options.layout_features += ["tnum"]  # results and timers
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(c) for c in wanted])
        cutter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return facts, out.getvalue()


def _open(path: Path) -> Any:  # noqa: ANN401  fontTools has no types
    from fontTools.ttLib import TTFont  # noqa: PLC0415  80 ms

    return TTFont(path, recalcTimestamp=False)
