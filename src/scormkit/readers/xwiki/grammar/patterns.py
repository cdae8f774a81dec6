"""The tokens of XWiki syntax as compiled patterns; all of them take time linear in what they read."""

from __future__ import annotations

import re

# White space is space and tab; a non-breaking space is an ordinary character.
_LINE = r"(?:\r\n?|\n)"
_WORD = r"A-Za-z0-9\u0080-\U0010ffff"


def _inline(stops: str) -> re.Pattern[str]:
    """Text up to the next mark, then that mark; ``stops`` are the marks of the open block."""
    plain = rf"[^\n\r~*/\-_^,#\[{{(\\):{re.escape(''.join(dict.fromkeys(stops)))}]"
    singles = [
        r"\*(?!\*)",
        r"/(?!/)",
        r"-(?!-)",
        r"_(?!_)",
        r"\^(?!\^)",
        r",(?!,)",
        r"#(?!#)",
        r"\[(?!\[)",
        r"\{(?!\{)",
        r"\((?!\(\(|%)",
        r"\\(?!\\)",
        r"\)(?!\)\))",
        r":(?!//)(?<!mailto:)(?<!image:)(?<!attach:)",
    ]
    marks = [
        _LINE,
        r"\*\*",
        "//",
        "--",
        "__",
        r"\^\^",
        ",,",
        "##",
        r"\\\\",
        r"\[\[",
        r"\{\{\{?",
        r"\(\(\(",
        r"\(%",
        r"\)\)\)",
        "~",
        ":",
    ]
    if "=" in stops and "|" not in stops:
        marks.append("=+")
    if "|" in stops:
        singles += ["=", "!(?![!=])"]
        marks += [r"\|=?", "!!", "!="]
    return re.compile(rf"((?:{plain}+|{'|'.join(singles)})*+)({'|'.join(marks)})?")


TEXT = _inline("")
HEADING_TEXT = _inline("=")
CELL_TEXT = _inline("|!=")

LINE_END = re.compile(_LINE)
LAST_LINE_END = re.compile(rf"{_LINE}\Z")
_SPACES = re.compile(r"[ \t]*")

# Block marks that may stand at the start of a line; parameters before a row are read apart.
BLOCK_MARK = re.compile(
    r"[ \t]*(?P<heading>=+)[ \t]*"
    r"|[ \t]*(?P<item>\*+|[*1]+\.|(?:\*+|[*1]+\.)?[:;]+)[ \t]"
    r"|(?P<rule>-{4,})"
    r"|(?P<quote>>+)"
    r"|(?P<row>\|=?|!!|!=)"
)
CELL_MARK = re.compile(r"\|=?|!!|!=")
GROUP_AFTER = re.compile(rf"[ \t]*{_LINE}?\(\(\(")
GROUP_OPEN_END = re.compile(rf"[ \t]*{_LINE}?")

PARAMETERS = re.compile(r"\(%((?:~[\s\S]|[^~%]|%(?!\)))*+)%\)")

LINK = re.compile(
    r"\[\[((?:\[\[image:(?:~[\s\S]|\](?!\])|\[(?!\[)|[^~\[\]])*+\]\]|~[\s\S]|\](?!\])|[^~\]])*+)\]\]"
)
LINK_FLAT = re.compile(r"\[\[((?:~[\s\S]|\](?!\])|[^~\]])*+)\]\]")

_NAME = rf"[{_WORD}]++(?:[\-_.:][{_WORD}]++)*+"
MACRO = re.compile(
    rf"\{{\{{({_NAME})(?=[ \t\r\n]|/?\}}\}})"
    r"""((?:=[ \t]*"(?:~[\s\S]|[^~"])*+"|=[ \t]*'(?:~[\s\S]|[^~'])*+'"""
    r"""|~[\s\S]|/(?!\}\})|\}(?!\})|[^~/}])*+)"""
    r"(/?)\}\}"
)
VERBATIM_MARK = re.compile(r"(~?)\{(~?)\{(~?)\{|(~?)\}(~?)\}(~?)\}")

PARAMETER = re.compile(
    r"""([^\s=]+)(?:[ \t]*=[ \t]*(?:"((?:~[\s\S]|[^~"])*+)"|'((?:~[\s\S]|[^~'])*+)'|([^\s]*)))?"""
)

# The end of a scheme or a prefix is ":"; what stands before it is looked at afterwards.
SCHEME_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]")
SCHEME_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-"
WORD_END = re.compile(rf"[{_WORD}]\Z")
_URL = r"(?:[A-Za-z0-9\-._~!$&'()*+;=:@/?]|%[0-9A-Fa-f]{2})*+"
URL_REST = re.compile(rf"://{_URL}(?:#{_URL})?")
MAIL_REST = re.compile(rf":(?!~){_URL}")
FILE_REST = re.compile(r":(?!~)((?:~[^\r\n]|[^\s~]|[^\S \t\r\n])+)")
URL_LIKE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://\S*")

# A label of nothing but words needs no parser.
PLAIN_LABEL = re.compile(r"[^\s~*/\-_^,#\[{(\\:)=|>!;1.][^\r\n~*/\-_^,#\[{(\\:)]*")


def end_of_line(text: str, pos: int) -> int:
    """Give the offset after the line end at ``pos``; ``pos`` itself if there is none."""
    if pos < len(text) and text[pos] in "\r\n":
        return pos + (2 if text.startswith("\r\n", pos) else 1)
    return pos


def skip_spaces(text: str, pos: int) -> int:
    """Give the offset of the next character that is no white space within the line."""
    found = _SPACES.match(text, pos)
    return found.end() if found else pos
