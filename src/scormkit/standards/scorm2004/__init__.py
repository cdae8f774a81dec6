"""SCORM 2004 (ADL, 2nd, 3rd and 4th Edition): the package writer and the player's run-time."""

from functools import partial

from scormkit.standards.scorm2004.editions import EDITIONS
from scormkit.standards.scorm2004.imsmanifest import NAME, pack
from scormkit.standards.standard import Standard

STANDARDS = tuple(
    Standard(
        edition.name,
        edition.title,
        partial(pack, edition),
        script="scorm2004",
        manifest=NAME,
        state_limit=edition.suspend_data,
    )
    for edition in EDITIONS
)
