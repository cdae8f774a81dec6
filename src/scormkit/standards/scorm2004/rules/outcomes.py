"""What comes of a course: rollup, weights, drawing of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.scorm2004.rules.sequencing_tree import Activity, Tree


@rule("S24-039", severity=Severity.WARNING, clause="IMS SS 1.0, randomizationControls")
def drawing(tree: Tree) -> Findings:
    """A number of items to draw is smaller than their number, and it is said when to draw.

    selectCount works only with selectionTiming="once" or "onEachNewAttempt", on a folder with more
    items. Correct the number or add the timing.
    """
    for activity in tree.sequenced:
        random = activity.sequencing.random
        count, at = random.get("selectCount", "").strip(), tree.at(activity.sequencing.line)
        if not count.isdecimal():
            continue
        if int(count) >= len(activity.children):
            message = f"{count} of {len(activity.children)} items are drawn"
            yield Finding(message, at)
        if random.get("selectionTiming", "never") == "never":
            yield Finding(f"{count} items are to be drawn, but never", at)


@rule("S24-040", severity=Severity.WARNING, clause="IMS SS 1.0, rollupRule (0 by default)")
def minimum_stated(tree: Tree) -> Findings:
    """A rule for at least some of the items says how many.

    Without a number it holds from the start. Add minimumCount to atLeastCount, minimumPercent to
    atLeastPercent.
    """
    needed = {"atLeastCount": "minimumCount", "atLeastPercent": "minimumPercent"}
    for activity in tree.sequenced:
        for line, attributes in activity.sequencing.rollup_rules:
            name = needed.get(attributes.get("childActivitySet", ""), "")
            if name and _is_zero(attributes.get(name, "0")):
                chosen = attributes["childActivitySet"]
                yield Finding(f"The rule {chosen} has no {name}", tree.at(line))


@rule("S24-044", severity=Severity.WARNING, clause="SN 2004, RB.1.1; objectiveMeasureWeight")
def some_score(tree: Tree) -> Findings:
    """The score of some item counts for the course.

    If all weigh 0, the course has no score. Leave objectiveMeasureWeight out where the score
    counts.
    """
    for root in tree.roots if tree.sequenced else ():
        weights = (a.sequencing.rollup.get("objectiveMeasureWeight") for a in root.walk())
        if any(weight is not None and _is_zero(weight) for weight in weights) and not _scores(root):
            message = f"No score counts for the organization {root.identifier!r}"
            yield Finding(message, tree.at(root.line))


def _scores(activity: Activity) -> bool:
    """Answer whether an activity can have a score: its own, or one from below."""
    return not activity.children or any(
        not _is_zero(child.sequencing.rollup.get("objectiveMeasureWeight", "1")) and _scores(child)
        for child in activity.children
        if child.sequencing.delivery.get("tracked") != "false"
    )


def _is_zero(text: str) -> bool:
    try:
        return float(text) == 0
    except ValueError:
        return False


RULES = (drawing, minimum_stated, some_score)
