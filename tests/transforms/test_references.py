"""Where every kind of reference leads, by the page it stands on and the syntax it is written in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.wiki_course import WIKI, Syntax, WikiCourse

HOME, TERMS, SUB = "one/01-home.xwiki", "one/02-terms.xwiki", "one/03-sub.xwiki"
TWO, OWN = "two/01-start.xwiki", "three/01-own.md"
COURSE = WikiCourse()
VIEW, LOAD = f"{WIKI}/bin/view", f"{WIKI}/bin/download"

BOTH = [  # where, what, target: the same in 2.0 and 2.1
    # pages by their names, whole and in part
    (HOME, "[[x>>Course.One.Terms]]", "one-terms"),
    (HOME, "[[x>>Course.Two.WebHome]]", "two-start"),
    (HOME, "[[x>>Course.Two]]", "two-start"),
    (HOME, "[[x>>Terms]]", "one-terms"),
    (TERMS, "[[x>>WebHome]]", "one-home"),
    (HOME, "[[x>>.Terms]]", "one-terms"),
    (HOME, "[[x>>.Sub\\.x.WebHome]]", "one-sub"),
    (HOME, "[[x>>Sub\\.x]]", "one-sub"),
    (SUB, "[[x>>Other]]", f"{VIEW}/Course/One/Sub.x/Other"),
    (SUB, "[[x>>Terms]]", "one-terms"),
    (HOME, "[[x>>Tools]]", "two-tools"),
    (HOME, "[[x>>Course.WebHome]]", "one-home"),
    (HOME, "[[x>>course.one.terms]]", "one-terms"),
    (HOME, "[[x>>xwiki:Course.One.Terms]]", "one-terms"),
    (HOME, "[[x>>corp:Course.One.Terms]]", f"{WIKI}/wiki/corp/view/Course/One/Terms"),
    (HOME, "[[x>>Own]]", "three-own"),
    (OWN, "[[x>>Course.One.Terms]]", "one-terms"),
    # outside: one form of address
    (HOME, "[[x>>Пр\\.остр.Стр a.WebHome]]", f"{VIEW}/%D0%9F%D1%80.%D0%BE%D1%81%D1%82%D1%80/%D0%A1%D1%82%D1%80%20a/"),
    (HOME, "[[x>>Other]]", f"{VIEW}/Course/One/Other"),
    # addresses of the wiki
    (HOME, f"[[x>>{VIEW}/Course/Two/]]", "two-start"),
    (HOME, f"[[x>>{VIEW}/Course/Two]]", "two-start"),
    (HOME, f"[[x>>{VIEW}/Course/Two/WebHome]]", "two-start"),
    (HOME, f"[[x>>{VIEW}/Course/One/Sub.x/]]", "one-sub"),
    (HOME, f"[[x>>{VIEW}/%43ourse/Two/?viewer=code]]", "two-start"),
    (HOME, f"[[x>>{VIEW}/Course/One/Terms#HPart-1]]", "one-terms#HPart-1"),
    (HOME, f"{VIEW}/Course/One/Terms", "one-terms"),
    (HOME, f"[[x>>{VIEW}/X/Y+z/?a=b#c]]", f"{VIEW}/X/Y%20z/?a=b#c"),
    (HOME, "[[x>>https://wiki.example.org/wiki/corp/view/Course/Two/]]", "https://wiki.example.org/wiki/corp/view/Course/Two/"),
    (HOME, "[[x>>https://example.org/bin/view/Course/Two/]]", "https://example.org/bin/view/Course/Two/"),
    (HOME, f"[[x>>{LOAD}/Course/One/WebHome/plan.pdf]]", "plan.pdf"),
    (TWO, f"[[x>>{LOAD}/Course/One/WebHome/plan.pdf?rev=1.1]]", "/one/plan.pdf"),
    (TWO, f"[[x>>{LOAD}/Course/One/Terms/a%40b%23c%3Fd+e.pdf]]", "/one/02-terms/marks.pdf"),
    (TWO, f"[[x>>{LOAD}/Course/One/Terms/a%40b%23c%3Fd%2Be.pdf]]", "/one/02-terms/marks.pdf"),
    (TWO, f"[[x>>{LOAD}/Course/One/WebHome/none.pdf]]", f"{LOAD}/Course/One/WebHome/none.pdf"),
    (TWO, f"[[image:{LOAD}/Course/One/WebHome/a.png]]", "/one/a.png"),
    # files
    (HOME, "[[x>>attach:plan.pdf]]", "plan.pdf"),
    (TERMS, "[[x>>attach:plan.pdf]]", "02-terms/plan.pdf"),
    (TERMS, "[[x>>attach:Plan.pdf]]", "02-terms/plan-2.pdf"),
    (SUB, "[[x>>attach:plan.pdf]]", "plan.pdf"),
    (TERMS, "[[x>>attach:WebHome@plan.pdf]]", "plan.pdf"),
    (HOME, "[[x>>attach:Terms@plan.pdf]]", "02-terms/plan.pdf"),
    (TWO, "[[x>>attach:Course.One.Terms@plan.pdf]]", "/one/02-terms/plan.pdf"),
    (TWO, "[[x>>attach:Course.One@plan.pdf]]", "/one/plan.pdf"),
    (TWO, "attach:Course.One.Terms@plan.pdf", "/one/02-terms/plan.pdf"),
    (TWO, "[[x>>attach:й.pdf]]", "й.pdf"),
    (TWO, "[[x>>attach:и\u0306.pdf]]", "й-2.pdf"),
    (HOME, "[[x>>attach:Course.Two@laid.pdf]]", "/two/laid.pdf"),
    (HOME, "[[x>>attach:X.Y@z w.pdf]]", f"{LOAD}/X/Y/z%20w.pdf"),
    (HOME, "[[x>>attach:X.Y.WebHome@z.pdf]]", f"{LOAD}/X/Y/WebHome/z.pdf"),
    (HOME, "[[image:a.png]]", "a.png"),
    (TWO, "[[image:Course.One.WebHome@a.png]]", "/one/a.png"),
    (TWO, "image:Course.One.WebHome@a.png", "/one/a.png"),
    (HOME, "[[[[image:a.png]]>>Course.Two]]", "two-start a.png"),
    # others
    (HOME, "[[x>>mailto:a@b.c?subject=d]]", "mailto:a@b.c?subject=d"),
]  # fmt: skip

NEW = [  # 2.1 alone
    (HOME, "[[x>>doc:Course.One.Terms]]", "one-terms"),
    (HOME, "[[x>>doc:Terms]]", "one-terms"),
    (HOME, "[[x>>space:Course.Two]]", "two-start"),
    (HOME, "[[x>>space:Tools]]", "two-tools"),
    (HOME, "[[x>>space:.Sub\\.x]]", "one-sub"),
    (HOME, "[[x>>space:xwiki:Course.Two]]", "two-start"),
    (HOME, "[[x>>page:Course/One/Sub.x]]", "one-sub"),
    (HOME, "[[x>>page:Course/One/Terms]]", "one-terms"),
    (HOME, "[[x>>page:./Terms]]", "one-terms"),
    (HOME, "[[x>>page:../Two]]", "two-start"),
    (HOME, "[[x>>page:X/Y\\/z]]", f"{VIEW}/X/Y%2Fz/"),
    (TWO, "[[x>>pageAttach:Course/One/Terms/plan.pdf]]", "/one/02-terms/plan.pdf"),
    (HOME, "[[x>>pageAttach:plan.pdf]]", "plan.pdf"),
    (HOME, "[[x>>pageAttach:./Terms/plan.pdf]]", "02-terms/plan.pdf"),
    (TERMS, "[[x>>attach:a\\@b#c?d+e.pdf]]", "02-terms/marks.pdf"),
    (TERMS, "[[x>>attach:a@b#c?d+e.pdf]]", "02-terms/marks.pdf"),
    (HOME, "[[x>>attach:Terms@a\\@b#c?d+e.pdf]]", "02-terms/marks.pdf"),
    (HOME, "[[x>>url:https://example.org/x]]", "https://example.org/x"),
    (HOME, "[[x>>path:/bin/view/Course/Two/]]", "two-start"),
    (HOME, "[[x>>path:/bin/download/Course/One/WebHome/plan.pdf]]", "plan.pdf"),
    (HOME, "[[x>>path:/elsewhere]]", f"{WIKI}/elsewhere"),
    (HOME, "[[image:path:/bin/download/Course/One/WebHome/a.png]]", "a.png"),
    (HOME, '[[image:attach:a.png||queryString="width=3"]]', "a.png"),
    (HOME, "[[image:pageAttach:./Terms/plan.pdf]]", "02-terms/plan.pdf"),
    (HOME, "[[image:data:image/png;base64,xx]]", "image/png;base64,xx"),
    # places
    (HOME, '[[x>>||anchor="HPart"]]', "one-home#HPart"),
    (HOME, '[[x>>||anchor="HPart-1"]]', "one-home#HPart-1"),
    (HOME, '[[||anchor="HPart"]]', "one-home#HPart"),
    (TERMS, '[[x>>WebHome||anchor="H40143626b"]]', "one-home#H40143626b"),
    (HOME, '[[x>>||anchor="HOne"]]', "one-home"),
    (HOME, '[[x>>||anchor="Ia.png-1"]]', "one-home#Ia.png-1"),
    (TERMS, '[[x>>||anchor="HPart-1"]]', "one-terms#HPart-1"),
    (HOME, '[[x>>Course.Two||anchor="HCut-1"]]', "two-start-cut-2"),
    (HOME, '[[x>>Course.Two||anchor="HDeep"]]', "two-start-cut-2#HDeep"),
    (HOME, '[[x>>X.Y||anchor="HЁ" queryString="a=б&c=d e"]]', f"{VIEW}/X/Y?a=%D0%B1&c=d%20e#H%D0%81"),
    (HOME, '[[x>>Course.One.Terms||queryString="a=b"]]', "one-terms"),
    (HOME, "[[x>>Sp.Page#x]]", f"{VIEW}/Sp/Page%23x"),
]  # fmt: skip

OLD = [  # 2.0 alone
    (HOME, "[[x>>Course.One.Terms#HPart-1]]", "one-terms#HPart-1"),
    (HOME, "[[x>>#HPart-1]]", "one-home#HPart-1"),
    (HOME, "[[x>>X.Y#z?a=b]]", f"{VIEW}/X/Y?a=b#z"),
    (HOME, "[[x>>X.Y\\#z\\?w]]", f"{VIEW}/X/Y%23z%3Fw"),
    (HOME, "[[x>>X.Y\\\\]]", f"{VIEW}/X/Y%5C"),
    (HOME, "[[x>>X.Y\\\\#z]]", f"{VIEW}/X/Y%5C#z"),
    (TERMS, "[[x>>attach:a\\@b\\#c\\?d+e.pdf]]", "02-terms/marks.pdf"),
]

MARKDOWN = [
    (OWN, "[x](doc:Course.One.Terms)", "one-terms"),
    (OWN, "[x](../one/files/plan.pdf)", "/one/plan.pdf"),
    (OWN, "[x](files/own.pdf)", "own.pdf"),
    (OWN, "[x](files/a%20b.pdf)", "a b.pdf"),
    (OWN, "[x](own.pdf)", "own.pdf"),
    (OWN, "![x](../one/files/a.png)", "/one/a.png"),
    (OWN, "[x](../one/01-home.xwiki#HPart-1)", "one-home#HPart-1"),
    (OWN, "[x](#part)", "three-own#part"),
    (OWN, f"[x]({LOAD}/Course/One/Terms/plan.pdf)", "/one/02-terms/plan.pdf"),
]

CASES = [
    *(("xwiki/2.0", *case) for case in (*BOTH, *OLD)),
    *(("xwiki/2.1", *case) for case in (*BOTH, *NEW)),
    *(("markdown", *case) for case in MARKDOWN),
]


@pytest.mark.parametrize(("syntax", "where", "text", "target"), CASES)
def test_reference(syntax: Syntax, where: str, text: str, target: str) -> None:
    found, report = COURSE.targets(text, where, syntax)
    assert found == target
    assert list(report) == []


LOST: list[tuple[Syntax, str, str, str, str]] = [
    ("xwiki/2.1", HOME, "[[x>>attach:paln.pdf]]", "CRS-005", "Did you mean 'plan.pdf'?"),
    ("xwiki/2.1", HOME, "[[x>>attach:Terms@marks.pdf]]", "CRS-005", ""),
    ("xwiki/2.1", HOME, "[[x>>attach:й.pdf]]", "CRS-005", "modules/two/files/й.pdf"),
    ("xwiki/2.1", HOME, "[[image:b.png]]", "CRS-005", "'a.png'"),
    ("xwiki/2.1", HOME, '[[x>>||anchor="HPrat"]]', "CRS-007", "'HPart'"),
    ("xwiki/2.1", HOME, "[[x>>unc:\\\\host\\x]]", "CRS-008", ""),
    ("xwiki/2.1", HOME, "[[x>>interwiki:wikipedia:X]]", "CRS-008", ""),
    ("xwiki/2.1", HOME, "[[x>>icon:add]]", "CRS-008", ""),
    ("xwiki/2.1", HOME, "[[x>>data:text/plain,x]]", "CRS-008", ""),
    ("xwiki/2.1", HOME, "[[image:data:]]", "CRS-038", ""),
    ("xwiki/2.1", HOME, "[[image:data:text/html,x]]", "CRS-038", ""),
    ("xwiki/2.1", HOME, "[[x>>url:url]]", "CRS-008", ""),
    ("xwiki/2.1", HOME, "[[x>>path:../nowhere]]", "CRS-008", ""),
    ("xwiki/2.0", HOME, "[[x>>doc:Course.Two]]", "CRS-008", "2.0"),
    ("xwiki/2.0", HOME, "[[x>>X@wikipedia]]", "CRS-008", ""),
    ("xwiki/2.0", HOME, "[[x>>Page?mail=a@wikipedia]]", "CRS-008", ""),
    ("markdown", OWN, "[x](../one/files/paln.pdf)", "CRS-005", ""),
]  # fmt: skip


@pytest.mark.parametrize(("syntax", "where", "text", "code", "hint"), LOST)
def test_lost_reference(syntax: Syntax, where: str, text: str, code: str, hint: str) -> None:
    """It is said where the link stands, and what may be meant."""
    _, report = COURSE.targets(f"first\n\nwords {text}", where, syntax)
    (found,) = report
    assert (found.code, found.at.path, found.at.line) == (code, f"modules/{where}", 3)
    assert found.at.column == 7 + (text.index("(") + 1 if syntax == "markdown" else 0)
    assert hint in (found.hint or "")


def test_without_an_address_a_page_of_the_wiki_is_told_with_the_nearest_name() -> None:
    course = WikiCourse(wiki="")
    for name in ("Course.One.Trems", "Trems"):
        _, report = course.targets(f"[[x>>{name}]]", HOME)
        (found,) = report
        assert found.code == "CRS-004"
        assert "'Course.One.Terms'" in found.hint
    assert course.targets("[[x>>path:/xwiki/bin/view/Course/Two/]]", HOME)[0] == "two-start"


def test_the_address_that_pages_came_from_is_the_wiki_s() -> None:
    course = WikiCourse(wiki="", origin="https://w.example/xwiki/wiki/corp")
    view = "https://w.example/xwiki/wiki/corp/view"
    assert course.targets(f"[[x>>{view}/Course/Two/]]", HOME)[0] == "two-start"
    assert course.targets("[[x>>corp:X.Y]]", HOME)[0] == f"{view}/X/Y"


PIECES = (
    "doc:", "space:", "page:", "attach:", "pageAttach:", "url:", "mailto:", "path:", "unc:", "icon:",
    "interwiki:", "data:", "image:", "xwiki:", "corp:", "Course", "One", "WebHome", "Terms", ".", "..",
    "/", "@", "#", "?", "\\", "~", "plan.pdf", "||anchor=", '"HPart"', "https://", "wiki.example.org",
    "/bin/view/", "/bin/download/", "[", "]", "%", "%D0", "+", " ", "\n", "\0", "й", "&", "'", ":",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=10).map("".join),
    st.sampled_from([HOME, TERMS, OWN]),
    st.sampled_from(["xwiki/2.0", "xwiki/2.1"]),
    st.sampled_from(["[[x>>{}]]", "[[image:{}]]", "{}"]),
)
def test_any_reference_leads_somewhere_or_is_told_of(
    text: str, where: str, syntax: Syntax, form: str
) -> None:
    written = form.replace("{}", text)
    found, report = COURSE.targets(written, where, syntax)
    alone = WikiCourse.reads_as_link(written, syntax)
    assert found or list(report) or not alone
