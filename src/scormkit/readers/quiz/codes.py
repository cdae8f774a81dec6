"""What can be wrong with a test."""

from scormkit.diagnostics import Code, Severity

NO_RIGHT_ANSWER = Code(
    "QUZ-001",
    Severity.ERROR,
    "A question without a right answer",
    "Mark it: write right: before the right answer, or correct: true below it.",
)
SEVERAL_RIGHT = Code(
    "QUZ-002",
    Severity.ERROR,
    "A single choice with several right answers",
    "Leave one right answer, or make it type: multiple.",
)
FEW_ANSWERS = Code(
    "QUZ-003",
    Severity.ERROR,
    "A question with fewer than two answers",
    "Give at least two answers, or make it type: true-false.",
)
MANY_ANSWERS = Code(
    "QUZ-004",
    Severity.ERROR,
    "A question with more than 36 answers",
    "SCORM 1.2 knows answers by one letter or digit each; split the question.",
    "RTE 1.2, cmi.interactions.n.student_response",
)
SAME_ANSWER = Code(
    "QUZ-005",
    Severity.ERROR,
    "Two equal answers",
    "A learner cannot tell them apart; change or remove one.",
)
SAME_ID = Code(
    "QUZ-006",
    Severity.ERROR,
    "An id that stands twice",
    "Saved answers hang on ids; give each question and each of its answers its own.",
)
DRAW = Code(
    "QUZ-007",
    Severity.ERROR,
    "More questions drawn than there are",
    "Lower draw, or write more questions.",
)
NO_POINTS = Code(
    "QUZ-008",
    Severity.ERROR,
    "A question without points",
    "Give every question more than 0 points; a test drawn from such questions has no result.",
)
WRONG_KEY = Code(
    "QUZ-009",
    Severity.ERROR,
    "A key that this kind of question does not have",
    "Remove the key or change the type.",
)
ALL_RIGHT = Code(
    "QUZ-010",
    Severity.WARNING,
    "A question whose every answer is right",
    "Check that this is meant: a learner who ticks everything is right.",
)
SAME_QUESTION = Code(
    "QUZ-011",
    Severity.ERROR,
    "Two questions with the same text",
    "Remove one of them, or give both an id of their own: without it they cannot be told apart.",
)
NO_QUESTIONS = Code(
    "QUZ-012",
    Severity.ERROR,
    "A test without questions",
    "Write at least one question under questions:.",
)
EMPTY_TEXT = Code("QUZ-013", Severity.ERROR, "An empty text", "Write what the learner is to read.")
ODD_PASS = Code(
    "QUZ-014",
    Severity.WARNING,
    "A pass mark that everybody reaches",
    "The pass mark counts in percent, so 0.8 is less than one percent: write pass: 80 %.",
)
SAME_KEY = Code(
    "QUZ-015",
    Severity.ERROR,
    "Two ids that a learner's record cannot tell apart",
    "Change one of the two ids; it is a rare accident.",
)
LONG_ANSWER = Code(
    "QUZ-016",
    Severity.ERROR,
    "A short text that is long",
    "Ask for a word or a few: what is written takes room in the learner's state.",
)
BESIDE_SECTIONS = Code(
    "QUZ-030",
    Severity.ERROR,
    "Questions or a draw beside sections",
    "Put every question into a section, and write draw: in the section that it is about.",
)
UNREACHABLE = Code(
    "QUZ-031",
    Severity.ERROR,
    "A pass mark that cannot be reached",
    "Lower the points needed: the questions drawn may bring no more than that.",
)
QUESTION_TIME = Code(
    "QUZ-032",
    Severity.ERROR,
    "A question with a time of its own in a test of free order",
    "Write order: forward, so that a question is left once and for all, or give the time to the "
    "whole test.",
)
NO_MORE_TIME = Code(
    "QUZ-033",
    Severity.WARNING,
    "A time limit that nobody can extend",
    "Some people need more time to read or to write. Leave out more_time: false, unless the speed "
    "itself is what the test is about.",
    "WCAG 2.2, 2.2.1",
)
LOOSE = Code(
    "QUZ-017",
    Severity.WARNING,
    "So many slips forgiven that wrong words pass",
    "Write a smaller typos:, or list in accept: the spellings that you mean.",
)
