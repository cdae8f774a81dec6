"""A local LMS in a browser tab: strict, with a log of every call, fed by the real package."""
