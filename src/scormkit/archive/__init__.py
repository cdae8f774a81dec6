"""Packages as files: trees in memory, safe reading of zips, deterministic streaming writing."""
