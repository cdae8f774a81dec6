"""A course as a site: one HTML document for each SCO, the style sheet, the files it uses."""

from scormkit.render.course.assets import Asset, Assets
from scormkit.render.course.contents import Rendered, places, render_all
from scormkit.render.course.documents import render_site
from scormkit.render.course.page import PageHtml, render_page
from scormkit.render.course.place import Place
from scormkit.render.course.quiz import TestHtml, render_test

__all__ = [
    "Asset",
    "Assets",
    "PageHtml",
    "Place",
    "Rendered",
    "TestHtml",
    "places",
    "render_all",
    "render_page",
    "render_site",
    "render_test",
]
