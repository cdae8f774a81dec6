"""XLIFF 2, the form in which translators' tools take texts and give them back."""
