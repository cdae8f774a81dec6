"""Learning records: what a course is called in xAPI, and statements about it.

The only place that knows tincan, and only of its classes of statements: its HTTP side has neither
a timeout nor a retry. Importing it takes a tenth of a second, so it is loaded when a statement is
made.
"""
