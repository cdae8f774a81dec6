"""What both sources of a wiki's pages need: their names, their order, and which of them are lessons."""

from scormkit.ingest.wiki.sieve.judging import Facts, judge
from scormkit.ingest.wiki.sieve.names import HOME, PREFERENCES, join, split
from scormkit.ingest.wiki.sieve.order import in_order, read_pins

__all__ = ["HOME", "PREFERENCES", "Facts", "in_order", "join", "judge", "read_pins", "split"]
