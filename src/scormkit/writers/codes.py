"""What a format of questions cannot hold of a test."""

from scormkit.diagnostics import Code, Severity

TEST_LOSS = Code(
    "EXP-001",
    Severity.WARNING,
    "A setting of a test that the format cannot hold",
    "Set it in the LMS after the import, or deliver the test in a SCORM or cmi5 package.",
)
QUESTION_LOSS = Code(
    "EXP-002",
    Severity.WARNING,
    "A part of a question that the format cannot hold",
    "Look at the question after the import, or choose a format that can hold it: Moodle XML holds "
    "most, QTI nearly everything.",
)
