"""``test.yaml`` → :class:`scormkit.model.quiz.Test`."""

from scormkit.readers.quiz.reading import read

__all__ = ["read"]
