"""Tests as HTML: on a page for the player and for paper, and for formats that know no course."""

from scormkit.render.course.quiz.rendering import TestHtml, render_test

__all__ = ["TestHtml", "render_test"]
