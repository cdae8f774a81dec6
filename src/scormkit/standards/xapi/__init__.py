"""xAPI 1.0.3 in a Tin Can package: the writer and the rules; the player's run-time stands beside."""

from scormkit.standards.standard import Standard
from scormkit.standards.xapi.checking import check, find, outline
from scormkit.standards.xapi.facts import NAME
from scormkit.standards.xapi.tincan_xml import pack

STANDARDS = (
    Standard(
        "xapi",
        "xAPI (Tin Can)",
        pack,
        script="xapi",
        find=find,
        check=check,
        manifest=NAME,
        outline=outline,
    ),
)
