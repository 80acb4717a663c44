"""What can be told of a letter besides its words: the evidence for automatic mail and for its kind."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.headers import Headers, decode_words, one_line, values


@dataclass(frozen=True, slots=True)
class Marks:
    """Headers as they stood, and what kinds of parts the letter is made of."""

    headers: Headers = ()
    content_type: str = "text/plain"
    report_type: str = ""  # of a multipart/report: "delivery-status" and the like
    part_types: frozenset[str] = frozenset()
    statuses: tuple[str, ...] = ()  # texts of message/delivery-status parts
    returned: tuple[str, ...] = ()  # header blocks of the letters a report gives back
    failures: tuple[str, ...] = ()  # addresses that failed, by the mail server's fashion (fashions.py)

    def header(self, *names: str) -> str:
        """The values of these headers as a person reads them, joined by "; ", or an empty string."""
        return "; ".join(one_line(decode_words(value)) for value in values(self.headers, *names))

    def has(self, *names: str) -> bool:
        """Whether any of these headers stands in the letter."""
        return any(name in names for name, _ in self.headers)
