"""SCORM 2004 (ADL, 2nd, 3rd and 4th Edition): the package writer, the rules, the run-time."""

from functools import partial

from scormkit.standards.ims.outline import outline
from scormkit.standards.scorm2004.checking import check, find
from scormkit.standards.scorm2004.editions import EDITIONS
from scormkit.standards.scorm2004.imsmanifest import NAME, pack
from scormkit.standards.standard import Standard

STANDARDS = tuple(
    Standard(
        edition.name,
        edition.title,
        partial(pack, edition),
        script="scorm2004",
        find=partial(find, edition=edition.number),
        check=check,
        manifest=NAME,
        state_limit=edition.suspend_data,
        outline=outline,
    )
    for edition in EDITIONS
)
