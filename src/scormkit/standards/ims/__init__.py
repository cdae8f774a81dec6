"""Shared ground of the IMS family: names, metadata, content packages, their schemas and rules."""
