"""IMS Common Cartridge 1.1 and 1.3: pages as files, tests as assessments, no run-time."""

from scormkit.standards.cc.checking import check, finder
from scormkit.standards.cc.facts import EDITIONS
from scormkit.standards.cc.imsmanifest import NAME, packer
from scormkit.standards.cc.losses import losses
from scormkit.standards.ims.outline import outline
from scormkit.standards.standard import Standard

STANDARDS = tuple(
    Standard(
        name,
        f"Common Cartridge {edition}",
        packer(EDITIONS[edition]),
        find=finder(edition, *older),
        check=check,
        manifest=NAME,
        suffix=".imscc",
        losses=losses,
        outline=outline,
    )
    for name, edition, older in (("cc", "1.1", ("1.0", "1.2")), ("cc13", "1.3", ("1.4",)))
)
