"""Shared ground of AICC's CMI and of SCORM 1.2, whose data model came from it."""
