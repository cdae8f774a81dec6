"""What can be wrong with any source text."""

from scormkit.diagnostics import Code, Severity

NOT_UTF8 = Code(
    "RDR-001",
    Severity.ERROR,
    "A source that is not UTF-8",
    "Sources are UTF-8 text. Open the file in an editor and save it with the encoding UTF-8.",
)
