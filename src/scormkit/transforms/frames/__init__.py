"""Raw HTML: frames of known video hosts, of tests, of other sites; scripts."""
