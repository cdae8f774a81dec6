"""What can be wrong with any source text."""

from scormkit.diagnostics import Code, Severity

NOT_UTF8 = Code(
    "RDR-001",
    Severity.ERROR,
    "A source that is not UTF-8",
    "Sources are UTF-8 text. Open the file in an editor and save it with the encoding UTF-8.",
)
FORMULA = Code(
    "RDR-002",
    Severity.WARNING,
    "A formula that cannot be read",
    "Learners see its source instead. Formulas are LaTeX: check braces, the names of commands and "
    "what each command needs. A dollar sign that begins no formula is written \\$.",
)
