"""What a theme's folder holds: colours, font and radius as data, and its own style sheet.

Every theme stands on the sheets of ``default``; another one lays ``look.css`` over them, so that a
folder holds only what makes the theme different.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("default", "gazette")
_HOME = "scormkit.render.themes"
_BELOW = ("frame", "text", "blocks", "test", "media", "rich", "layout", "exam", "leftward")
_ABOVE = ("framed", "print", "award")  # what no theme changes: a frame's height, what is printed
MORE = frozenset(
    {"media", "rich", "layout", "exam", "leftward", "award"}
)  # what only some courses need


class Look(Struct, frozen=True):
    """A theme as it was drawn: tokens by name, ``accent`` among them, for both grounds."""

    font: str
    radius: int
    light: Mapping[str, str]
    dark: Mapping[str, str]


@cache
def look(name: str) -> Look:
    """Give the tokens of a theme."""
    return Look(**json.loads((files(_HOME) / name / "theme.json").read_text("utf-8")))


@cache
def sheets(name: str, more: frozenset[str]) -> str:
    """Give the sheets of a theme as one text, with those of ``MORE`` that the course needs."""
    needed = {*_BELOW, *_ABOVE} - MORE | more
    own = [] if name == "default" else [f"{name}/look.css"]
    below, above = (
        [f"default/{'further/' * (sheet in MORE)}{sheet}.css" for sheet in part if sheet in needed]
        for part in (_BELOW, _ABOVE)
    )
    paths = [*below, *own, *above]
    return "".join(_shrink((files(_HOME) / path).read_text("utf-8")) for path in paths)


@cache
def icons() -> str:
    """Give the sprite of icons, to stand in a document."""
    return (files(_HOME) / "default" / "icons.svg").read_text("utf-8").strip()


def _shrink(css: str) -> str:
    """Leave out comments and the white space that means nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()
