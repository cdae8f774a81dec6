"""Rules that hold for any package, whatever its standard."""
