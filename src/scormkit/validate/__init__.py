"""Rules: the engine that runs them, the catalogue of all, and those true for any package."""
