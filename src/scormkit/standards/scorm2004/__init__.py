"""SCORM 2004 (ADL, 2nd to 4th Edition): the rules for its packages."""
