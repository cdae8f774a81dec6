"""What a course is: frozen values, closed unions, no I/O."""
