"""Rules for files of questions, by format; those of :mod:`banks` hold for several."""
