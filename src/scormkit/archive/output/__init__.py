"""Brings trees to the disk, as zips and as folders; a name shows the old one or the new one."""
