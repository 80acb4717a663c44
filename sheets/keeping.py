"""What a workbook holds that would be lost if we wrote into it: found before the file is touched.

The service writes single parts of the package and leaves the rest alone (docs/why/012), so that little is
lost: only a digital signature, which says that nobody has changed the file since.
"""

from __future__ import annotations

from sheets.package import Package


def would_be_lost(package: Package) -> tuple[str, ...]:
    """The kinds of things in the workbook that writing would spoil, in plain words. Empty: all is kept."""
    signed = any(name.startswith("_xmlsignatures/") for name in package.parts)
    return ("a digital signature",) if signed else ()
