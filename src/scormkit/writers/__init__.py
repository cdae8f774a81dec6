"""Tests → the formats in which LMSs and their banks take questions."""
