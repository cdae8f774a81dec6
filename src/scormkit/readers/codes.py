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
NO_WEBVTT = Code(
    "RDR-003",
    Severity.ERROR,
    "Captions that no browser shows",
    "A file of captions is WebVTT: its first line is WEBVTT, then come an empty line and the captions. "
    "SubRip (.srt) must be converted: besides the first line, times take a dot: 00:01.500.",
)
NO_TIMES = Code(
    "RDR-004",
    Severity.WARNING,
    "A caption without times",
    "Browsers leave it out. A caption begins with its times, 00:01.500 --> 00:04.000, and ends with an "
    "empty line.",
)
NO_CUES = Code(
    "RDR-005",
    Severity.WARNING,
    "A file of captions without captions",
    "Nothing is shown with the video. Write what is said, or take the file away.",
)
