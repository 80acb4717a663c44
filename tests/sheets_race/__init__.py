"""A coordinator who never stops, inside the server between our read and our write (SHEETS.md §7)."""
