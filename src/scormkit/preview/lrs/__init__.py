"""The LRS of the preview, and the LMS that launches courses of cmi5 and Tin Can with it."""
