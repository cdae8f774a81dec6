"""What a cartridge cannot hold of a course."""

from scormkit.diagnostics import Code, Severity

TEST_LOSS = Code(
    "CC-101",
    Severity.WARNING,
    "A setting of a test that a cartridge cannot hold",
    "Set it in the LMS after the import, or take SCORM or cmi5, where the course itself sees to it.",
    "QTI 1.2, Common Cartridge profile",
)
QUESTION_LOSS = Code(
    "CC-102",
    Severity.WARNING,
    "A part of a question that a cartridge cannot hold",
    "Look at the question in the LMS after the import; SCORM and cmi5 packages keep it as it is.",
    "QTI 1.2, Common Cartridge profile",
)
COURSE_LOSS = Code(
    "CC-103",
    Severity.WARNING,
    "A setting of a course that a cartridge cannot hold",
    "Set it in the LMS after the import, or take SCORM or cmi5, where the course itself sees to it.",
    "Common Cartridge, organization",
)
