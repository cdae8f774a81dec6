"""What a course lacks to be told of in learning records."""

from scormkit.diagnostics import Code, Severity

NO_IRI = Code(
    "LRS-001",
    Severity.WARNING,
    "A course that cmi5 and xAPI cannot tell from others",
    "Add a line such as iri: https://learn.your-organisation.org/courses/intro to the manifest, "
    "with an address that belongs to you, and never change it: learners' records hang on it.",
    "cmi5, 3.0; xAPI 1.0.3, 2.4.4.1",
)
SEVERAL_PARTS = Code(
    "LRS-002",
    Severity.WARNING,
    "An xAPI package of several parts",
    "Write structure: single for one package that reports of the whole course, or packaging: "
    "module for a package of each module.",
    "Rustici's launch method: one activity has a launch",
)
