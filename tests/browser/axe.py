"""Accessibility by axe-core, all of its rules that speak of WCAG 2.2 A and AA, and its best practices."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCRIPT = """async ([within, runOnly]) => (await axe.run(document.querySelector(within), {
  iframes: false,
  runOnly,
})).violations.map((v) => `${v.id}: ${v.help}: ` + v.nodes.map((n) => n.html.slice(0, 120)
  + " " + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message).join(" | "))"""


def violations(where: Page | Frame, within: str = ":root", *rules: str) -> list[str]:
    """What axe objects to in this document, as text; frames inside are looked at on their own.

    It may look ``within`` one element alone, and for a few ``rules`` only.
    """
    if not where.evaluate("() => 'axe' in window"):
        where.evaluate(
            (files("scormkit.player") / "bundle" / "test" / "axe.min.js").read_text("utf-8")
        )
    asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[str] = where.evaluate(SCRIPT, [within, asked])
    return found
