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
NO_CHECK = Code(
    "QUZ-060",
    Severity.ERROR,
    "A check without a question",
    "Write a question between the marks as it stands in test.yaml: text: …, then answers: and below it "
    "right: … and wrong: …",
)
NESTED_CHECK = Code(
    "QUZ-061",
    Severity.ERROR,
    "A check inside a question",
    "Put the check into the page, beside the question.",
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
NO_GAPS = Code(
    "QUZ-018",
    Severity.ERROR,
    "A text without gaps",
    "Write what is right into brackets in its place: The capital of France is [Paris]. In YAML, a "
    "text that begins with a bracket stands in quotes.",
)
EMPTY_GAP = Code(
    "QUZ-019",
    Severity.ERROR,
    "A gap, or a part of it, that is empty",
    "Write what is right between the brackets, and something before and after every bar.",
)
GAP_SIGN = Code(
    "QUZ-020",
    Severity.ERROR,
    "A sign in a gap that has no meaning there",
    "The sign = marks the right word in lists:, and a bar parts words in lists: and gaps:. A sign that "
    "belongs to the word has a backslash before it.",
)
STRAY_BRACKET = Code(
    "QUZ-021",
    Severity.ERROR,
    "A bracket that makes no gap",
    "Close each gap with a bracket and put none into another. A bracket that is only a sign has a "
    "backslash before it. A gap cannot stand in a link, a footnote, the title of a box or a block of HTML.",
)
LOOSE = Code(
    "QUZ-017",
    Severity.WARNING,
    "So many slips forgiven that wrong words pass",
    "Write a smaller typos:, or list in accept: the spellings that you mean.",
)
AREA = Code(
    "QUZ-040",
    Severity.ERROR,
    "An area that lies nowhere",
    "Give every area one of rect: [x, y, width, height], ellipse: the same four numbers, and "
    "polygon: [[x, y], …], in percent of the picture.",
)
SMALL_AREA = Code(
    "QUZ-041",
    Severity.WARNING,
    "An area that a finger hardly hits",
    "Make it at least 5 % of the picture wide and high, or cut the picture to what matters.",
    "WCAG 2.2, 2.5.8",
)
NO_PICTURE_TEXT = Code(
    "QUZ-042",
    Severity.WARNING,
    "A picture to click on, without a text that says what it shows",
    "Write alt: for learners who do not see the picture, and a name: for every area, in words that "
    "do not give the answer away.",
    "WCAG 2.2, 1.1.1",
)
NOT_SCORED = Code(
    "QUZ-043",
    Severity.ERROR,
    "A score for a question that has no right answer",
    "Remove the key, or say what is right: an essay is scored by its keywords:.",
)
NOTHING_SCORED = Code(
    "QUZ-044",
    Severity.ERROR,
    "A test to be passed that may have nothing to score",
    "Write pass: 0 % for a mere survey, or add questions that have right answers.",
)
PATTERN = Code(
    "QUZ-045",
    Severity.ERROR,
    "A regular expression that not every browser reads, or that may not end",
    r"Use letters, ., [a-z], \d, \s, ( | ) and ? * + {n,m}; repeat no part that holds a repetition.",
)
LENGTH = Code(
    "QUZ-046",
    Severity.ERROR,
    "An essay of a length that does not exist",
    "Write at_least: below at_most:.",
)
