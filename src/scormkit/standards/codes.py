"""What can be wrong with a course for a standard it is to follow."""

from scormkit.diagnostics import Code, Severity

STATE_TOO_LONG = Code(
    "STD-001",
    Severity.ERROR,
    "A learner's state that cannot fit",
    "An LMS would cut the state off and the learner's progress would be lost. Draw fewer questions "
    "(draw: in test.yaml), give questions fewer answers, or write structure: sco-per-module in the "
    "manifest, so that each module keeps a state of its own.",
    "RTE 1.2, cmi.suspend_data",
)
