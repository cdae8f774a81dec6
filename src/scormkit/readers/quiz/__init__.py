"""``test.yaml``, or a question in a page → :class:`scormkit.model.quiz.Test`."""

from scormkit.readers.quiz.reading import read, read_check

__all__ = ["read", "read_check"]
