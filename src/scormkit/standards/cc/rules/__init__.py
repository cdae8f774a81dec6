"""Rules of Common Cartridge: those of all IMS manifests that hold for it, and its own."""

from __future__ import annotations

from scormkit.standards.cc.rules import assessments, contents, editions, items, resources
from scormkit.standards.ims.rules import contents as ims_contents
from scormkit.standards.ims.rules import hrefs, links, structure
from scormkit.standards.ims.rules import resources as ims_resources

_NOT_HERE = frozenset({structure.submanifests, structure.extensions})

ROOT_RULES = editions.ROOT_RULES
RULES = (
    *(rule for rule in structure.RULES if rule not in _NOT_HERE),
    ims_contents.title_length,
    ims_contents.references,
    *hrefs.RULES,
    ims_resources.circles,
    ims_resources.launch_file_listed,
    ims_resources.dependencies_exist,
    *editions.RULES,
    *items.RULES,
    *resources.RULES,
)
PACKAGE_RULES = (
    ims_resources.files_exist,
    ims_resources.same_case,
    ims_resources.nothing_unlisted,
    ims_resources.large_files,
    *links.RULES,
    *resources.PACKAGE_RULES,
)
QUESTION_ROOT_RULES = assessments.ROOT_RULES
QUESTION_RULES = (*assessments.RULES, *contents.RULES)
