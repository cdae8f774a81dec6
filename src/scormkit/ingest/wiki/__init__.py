"""Imports many pages at once: from an export of a wiki, or from the wiki itself."""
