"""What each macro of the wiki becomes: a table, and the step after the grammar that follows it."""
