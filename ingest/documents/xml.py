"""XML from outside: no entities, no network, no huge trees, no document type (TRUST.md S11)."""

from __future__ import annotations

from lxml import etree

from ingest.documents.zipped import Unreadable


def parse_xml(content: bytes) -> etree._Element:
    """The root element. Raises `Unreadable`."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("its inside is not well formed") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("it brings definitions of its own, which a form never needs")
    return root
