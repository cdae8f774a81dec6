"""The language itself: text → blocks, with macro calls as they stand."""
