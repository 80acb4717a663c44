"""Bytes to facts: mailboxes, letters, documents, forms, replies."""
