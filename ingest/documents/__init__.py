"""One module a document format: bytes to the neutral picture of a page."""
