"""What an expansion is given: a call, and the page it asks to read the call's texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from scormkit.model.blocks import Block, Macro
from scormkit.model.inlines import InlineMacro

if TYPE_CHECKING:
    from scormkit.diagnostics import Code
    from scormkit.model.inlines import Image, Inline, Pos, Reference
    from scormkit.model.quiz import Test

Call: TypeAlias = Macro | InlineMacro


class Reading(Protocol):
    """The page as an expansion knows it; ``depth`` is how deep a call nests."""

    def parse(self, call: Call, depth: int) -> tuple[Block, ...]:
        """Read the content of a call as wiki text, each node at its place in the file."""

    def parse_text(self, text: str, at: Pos, depth: int) -> tuple[Block, ...]:
        """Read the text of a parameter as wiki text; all of it has the place of the call."""

    def words(self, text: str, at: Pos, depth: int) -> tuple[Inline, ...]:
        """Read the text of a parameter as running text."""

    def mixed(self, call: Call, depth: int) -> tuple[Block, ...]:
        """Read HTML with wiki text between its tags."""

    def place(self, call: Call) -> Pos:
        """Say where the content of a call begins."""

    def image(self, name: str, at: Pos, alt: str | None = None) -> Image:
        """Give the picture of a file's name or an address."""

    def reference(self, text: str) -> Reference:
        """Read what a link of this text points to."""

    def question(self, yaml: str, line: int) -> Test | None:
        """Read a question."""

    def note(self, code: Code, message: str, at: Pos) -> None:
        """Tell the author something."""


Expansion: TypeAlias = Callable[[Reading, Call, int], tuple[Block, ...] | None]
"""What a call stands for; ``None`` if it cannot be said and the call must stay visible."""


def param(call: Call, *names: str) -> str:
    """Give the first parameter of these names that holds something; case does not matter."""
    given = {name.lower(): value.strip() for name, value in call.params}
    return next((given[name] for name in names if given.get(name)), "")
