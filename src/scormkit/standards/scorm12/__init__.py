"""SCORM 1.2 (ADL, October 2001): the package writer, the rules and the player's run-time."""

from scormkit.standards.scorm12.checking import check, find
from scormkit.standards.scorm12.imsmanifest import pack

__all__ = ["check", "find", "pack"]
