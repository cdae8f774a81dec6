"""cmi5 (AICC, Quartz): the package writer and the rules; the player's run-time stands beside."""

from scormkit.standards.cmi5.checking import check, find
from scormkit.standards.cmi5.cmi5_xml import pack
from scormkit.standards.cmi5.facts import NAME
from scormkit.standards.cmi5.outline import outline
from scormkit.standards.standard import Standard

STANDARDS = (
    Standard(
        "cmi5",
        "cmi5",
        pack,
        script="cmi5",
        find=find,
        check=check,
        manifest=NAME,
        outline=outline,
    ),
)
