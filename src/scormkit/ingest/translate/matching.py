"""Which translation belongs to which text, after either may have been edited."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.translate import codes
from scormkit.ingest.translate.texts import key_of
from scormkit.ingest.translate.xliff.reading import key_of_parts, readable, short
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scormkit.diagnostics import Report
    from scormkit.ingest.translate.texts import Unit
    from scormkit.ingest.translate.xliff.reading import OldUnit, Translation

_ALIKE = 0.6
_ENOUGH = 300  # characters tell whether texts are alike


class Matched(Struct, frozen=True):
    """What is known of a file's units: translations of ``same`` sources and of ``changed`` ones.

    Both go by the unit's id; ``vanished`` are translations of what is gone.
    """

    same: dict[str, OldUnit]
    changed: dict[str, OldUnit]
    vanished: tuple[OldUnit, ...]


def match(units: Sequence[Unit], old: Sequence[OldUnit]) -> Matched:
    """Match by id, then by equal source, then by what stands between matched neighbours and is alike."""
    by_id = {unit.id: unit for unit in old}
    keys = {unit.id: key_of(unit.source) for unit in units}
    old_keys = {unit.id: key_of_parts(unit.source) for unit in old}
    same: dict[str, OldUnit] = {}
    changed: dict[str, OldUnit] = {}
    for unit in units:
        if unit.id in by_id:
            equal = keys[unit.id] == old_keys[unit.id]
            (same if equal else changed)[unit.id] = by_id[unit.id]
    used = {found.id for found in (*same.values(), *changed.values())}
    spare = {old_keys[unit.id]: unit for unit in reversed(old) if unit.id not in used}
    for unit in units:
        if unit.id not in same and keys[unit.id] in spare:
            same[unit.id] = spare[keys[unit.id]]
            changed.pop(unit.id, None)
            used.add(spare[keys[unit.id]].id)
    changed |= _alike(units, old, same, used, keys, old_keys)
    used |= {found.id for found in changed.values()}
    return Matched(same, changed, tuple(unit for unit in old if unit.id not in used))


def tell_vanished(old: Translation, known: Mapping[str, Matched], report: Report) -> int:
    """Report translations of what is gone, whole files too; give their number."""
    gone = [unit for matched in known.values() for unit in matched.vanished]
    gone += [unit for path, units in old.files.items() if path not in known for unit in units]
    translated = [unit for unit in gone if unit.target is not None]
    for unit in translated:
        message = f"«{short(readable(unit.source))}» is no longer in the course"
        report.add(codes.VANISHED, message, Location(old.path, unit.line))
    return len(translated)


def _alike(
    units: Sequence[Unit],
    old: Sequence[OldUnit],
    same: dict[str, OldUnit],
    used: set[str],
    keys: dict[str, str],
    old_keys: dict[str, str],
) -> dict[str, OldUnit]:
    """Pair new texts with lost ones in the same gap, the most alike first in their order."""
    names = [same[u.id].id if u.id in same else f"new {u.id}" for u in units]
    found: dict[str, OldUnit] = {}
    matcher = SequenceMatcher(None, [unit.id for unit in old], names, autojunk=False)
    for tag, low, high, first, last in matcher.get_opcodes():
        if tag != "replace":
            continue
        lost = [unit for unit in old[low:high] if unit.id not in used]
        for unit in units[first:last]:
            if unit.id in same or unit.id in found or not lost:
                continue
            near = [(_likeness(keys[unit.id], old_keys[o.id]), -i) for i, o in enumerate(lost)]
            likeness, place = max(near)
            if likeness >= _ALIKE:
                found[unit.id] = lost.pop(-place)
    return found


def _likeness(one: str, other: str) -> float:
    one, other = one[:_ENOUGH].casefold(), other[:_ENOUGH].casefold()
    if set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split()):
        return 1  # words were added or taken away
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
