"""Which edition of SCORM 2004 a manifest follows: only its ``schemaversion`` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.standards.ims.edition import SCORM_2004, nearest, other_edition, schemaversion
from scormkit.standards.scorm2004.vocabularies import VERSIONS
from scormkit.validate.document import SIZE_LIMIT

if TYPE_CHECKING:
    from scormkit.validate.files import Files

# Everything of an older edition but adlcp:persistState is in the newest, so nothing that is fine is
# called wrong where the version is missing or unknown.
NEWEST: Final = "4"


def edition_of(version: str) -> str:
    """Give the edition, ``2``, ``3`` or ``4``, that a version without padding means."""
    return VERSIONS.get(version, NEWEST)


def find(files: Files, edition: str) -> str:
    """Give the path of the manifest nearest to the root if it is one of this edition, or nothing."""
    path = nearest(files)
    if not path or files.size(path) > SIZE_LIMIT:
        return ""
    data = files.read(path)
    if other_edition(data) != SCORM_2004 or edition_of(schemaversion(data)) != edition:
        return ""
    return path
