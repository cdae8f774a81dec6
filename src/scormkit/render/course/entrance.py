"""The page that leads to the documents of a course, where a package has one place to come in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.model.course import Course
    from scormkit.render.site import Site

ENTRANCE = "index.html"
# What the course was launched with goes on to each document, which reports of its own module.
_SCRIPT = """
for (const link of document.querySelectorAll("a[data-activity]")) {
  const launch = new URLSearchParams(location.search);
  if (launch.has("endpoint")) launch.set("activity_id", link.dataset.activity);
  link.search = launch.toString().replace(/\\+/g, "%20");
}
"""


def entrance(course: Course, site: Site, activity: Callable[[str], str]) -> bytes:
    """Give the page as HTML; ``activity`` names the xAPI activity of a SCO by the SCO's id."""
    links = "\n".join(
        f'<li><a href="{escape(sco.href)}" data-activity="{escape(activity(sco.id))}">'
        f"{escape(sco.title)}</a></li>"
        for sco in site.scos
    )
    return f"""<!doctype html>
<html lang="{escape(course.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(course.title)}</title>
</head>
<body>
<main>
<h1>{escape(course.title)}</h1>
<ol>
{links}
</ol>
</main>
<script>{_SCRIPT}</script>
</body>
</html>
""".encode()
