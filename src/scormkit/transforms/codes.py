"""What can be wrong, or worth telling, when a page takes its place in a course."""

from scormkit.diagnostics import Code, Severity

SCRIPT = Code(
    "CRS-001",
    Severity.WARNING,
    "A script in the page",
    "Scripts of a wiki page do not run in a course and are left out. Take the script out of the "
    "page; if it did something the learner needs, say it in text or ask for a feature.",
)
TEST_FRAME = Code(
    "CRS-002",
    Severity.INFO,
    "A published test shown in a frame",
    "A test published elsewhere cannot report its result to the LMS, so the module's own test "
    "stands in its place. Write its questions in the module's test.yaml.",
)
MACRO_DROPPED = Code(
    "CRS-003",
    Severity.INFO,
    "A macro left out by the manifest",
    "The manifest says that this macro is to be dropped.",
)
WIKI_ADDRESS = Code(
    "CRS-004",
    Severity.WARNING,
    "A link to a wiki page that is not in the course",
    "Give the wiki's address in the manifest (wiki: address: https://…), then the link leads "
    "there. Without it only the link's text is shown.",
)
FILE_MISSING = Code(
    "CRS-005",
    Severity.ERROR,
    "A file that is not there",
    "Put the file into the module's folder files/ under exactly this name.",
)
REMOTE_PICTURE = Code(
    "CRS-006",
    Severity.WARNING,
    "A picture that stands on another site",
    "Learners without access to that site do not see the picture. Save it into the module's "
    "folder files/ and refer to it by name.",
)
ANCHOR = Code(
    "CRS-007",
    Severity.WARNING,
    "A link to a place that is not on the page",
    "The link opens the page at its top. Use the text of a heading of that page as the anchor.",
)
DEAD_LINK = Code(
    "CRS-008",
    Severity.WARNING,
    "A link that cannot work in a course",
    "Only the link's text is shown. Replace it with a web address, a page of the course or a "
    "file in files/.",
)
DEAD_BUTTON = Code(
    "CRS-009",
    Severity.WARNING,
    "A button that leads nowhere",
    "The button is left out and only its text is shown. Point it to a page or module of the "
    "course, or give the wiki's address in the manifest.",
)
BLANK_LINK = Code(
    "CRS-010",
    Severity.INFO,
    "A link without text",
    "A link around nothing but a space cannot be seen or read out, so it is left out.",
)
HTML_LOST = Code(
    "CRS-011",
    Severity.WARNING,
    "HTML that a course does not carry",
    "Forms, plug-ins, style sheets and the like are left out of the page for safety. Say the same "
    "in text, or show it as a picture.",
)
NO_TITLE = Code(
    "CRS-012",
    Severity.WARNING,
    "A page without a title",
    "The menu needs a name for the page. Begin the page with a heading of the first level.",
)
WAY_OUT = Code(
    "CRS-013",
    Severity.INFO,
    "A button that leads out of the course",
    "The page it names is not in this course, so the button opens the wiki in a new window.",
)
NO_PICTURE = Code(
    "CRS-038",
    Severity.WARNING,
    "A picture whose data are none of a picture",
    "Learners read its text instead. Save the picture into the module's folder files/ and refer to it "
    "by name, or write all of data:image/….",
)
ICON = Code(
    "CRS-014",
    Severity.INFO,
    "An icon of the wiki",
    "Icons of the wiki's own set are not carried over; the text without it must be enough.",
)
NO_PARTS = Code(
    "CRS-016",
    Severity.WARNING,
    "A set without parts",
    "Tabs and accordions are cut at the headings they hold, steps and cards also at the items of a "
    "list. Without any, the content is shown as ordinary text.",
)
SAME_NAME = Code(
    "CRS-015",
    Severity.WARNING,
    "A link to one of several pages of the same name",
    "It leads to the first of them. Give them different titles, or link by id or file.",
)
ASKED_LATER = Code(
    "CRS-030",
    Severity.INFO,
    "A macro that only a whole course can answer",
    "Included pages, lists of pages and of files are filled when the course is built with the pages they "
    "name. Import those pages too.",
)
NOT_INCLUDED = Code(
    "CRS-031",
    Severity.WARNING,
    "An included page that is not in the course",
    "A link to the page in the wiki stands in its place. Import the page, or write its wiki name into the "
    "module.yaml it belongs to (wiki: Space.Page).",
)
CIRCLE = Code(
    "CRS-032",
    Severity.WARNING,
    "Pages that include each other",
    "A page that includes itself, perhaps by way of others, would never end, and one that includes more "
    "than a hundred is too much; the rest is left out.",
)
NO_SECTION = Code(
    "CRS-033",
    Severity.WARNING,
    "A section that the included page does not have",
    "The whole page is included. Write the anchor of one of its headings as section.",
)
NOTHING_LISTED = Code(
    "CRS-034",
    Severity.INFO,
    "A list of pages or files with nothing in it",
    "The course has no pages below this one, or the page no files, so that the list is left out.",
)
NOT_CUT = Code(
    "CRS-035",
    Severity.INFO,
    "A page that is to be cut and has no heading to cut at",
    "The page stays whole. Headings in boxes, groups and tables do not count. Change split: in the manifest or "
    "the module to the level that the headings have, or to none.",
)
NUMBERING = Code(
    "CRS-036",
    Severity.INFO,
    "Numbers of headings written by hand",
    "The headings count on from each other, so the numbers are taken off; links to them still arrive. To keep "
    "them, write tidy: {numbering: false} in the manifest or the module.",
)
CONTENTS_LINKED = Code(
    "CRS-037",
    Severity.INFO,
    "A list of contents written by hand",
    "Its lines say the headings of the page in order, so they become links to them. To leave it as it is, write "
    "tidy: {contents: false} in the manifest or the module.",
)
