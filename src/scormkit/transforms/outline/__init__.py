"""Titles and anchors, numbers and contents written by hand, and the cutting of a long page."""
