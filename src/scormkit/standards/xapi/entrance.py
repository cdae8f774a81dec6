"""The page that a package of several documents is launched by.

A package has one launch, and each document reports of its own module. The page leads to them and
hands on what the LMS launched it with, naming the module in place of the course.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit.lrs.activities import activity_id
from scormkit.model.names import wire_id

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.render.site import Site

ENTRANCE = "index.html"
_SCRIPT = """
for (const link of document.querySelectorAll("a[data-activity]")) {
  const launch = new URLSearchParams(location.search);
  if (!launch.has("endpoint")) continue;
  launch.set("activity_id", link.dataset.activity);
  link.search = launch.toString().replace(/\\+/g, "%20");
}
"""


def entrance(course: Course, site: Site) -> bytes:
    """Give the page as HTML."""
    links = "\n".join(
        f'<li><a href="{escape(sco.href)}"'
        f' data-activity="{escape(activity_id(course.iri, "module", wire_id(sco.id)))}">'
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
