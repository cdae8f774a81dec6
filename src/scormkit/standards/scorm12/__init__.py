"""SCORM 1.2 (ADL, October 2001): the package writer, the rules and the player's run-time."""
