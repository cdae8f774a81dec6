"""From sources to rendered pages, remembering what did not change.

Two things are remembered under a digest of all they hang on: the *outline* of a source (what the
rest of the course needs to know of it) and its *pages* as rendered. A page is rendered again when
its own text, the settings, the course's directory or a file of its module has changed; else it is
taken as it was, its findings with it.
"""

from scormkit.pages.composing import Composed, compose
from scormkit.pages.memory import Memory

__all__ = ["Composed", "Memory", "compose"]
