"""The model as JSON: every node with its type and its place; read back, it is the same model."""

from scormkit.writers.pages.tree.reading import read
from scormkit.writers.pages.tree.schema import write_schema
from scormkit.writers.pages.tree.writing import write

__all__ = ["read", "write", "write_schema"]
