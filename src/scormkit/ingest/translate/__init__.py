"""A course's texts out to translators as XLIFF 2 and back as a course of its own in their language."""

from scormkit.ingest.translate.exporting import Exported, export_course
from scormkit.ingest.translate.importing import Translated, import_course

__all__ = ["Exported", "Translated", "export_course", "import_course"]
