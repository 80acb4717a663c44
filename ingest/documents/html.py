"""HTML of mail bodies and of saved pages as a page: tables, looks, controls and quotations as people see it.

The tree is built here within limits; it is walked in html_walk.py, and what only the whole page tells is told
in html_settle.py and html_hands.py.
"""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from ingest.documents.html_hands import roles_of
from ingest.documents.html_settle import settled
from ingest.documents.html_source import is_endless, tamed
from ingest.documents.html_style import sheet_of
from ingest.documents.html_walk import TOO_LONG, Walk
from ingest.documents.tables import page_of
from ingest.documents.zipped import Unreadable
from ingest.page import Page

_LONGEST = 2_000_000  # letters, pictures aside


def read_html(source: str) -> Page:
    """The page a browser would show of this HTML.

    Raises `Unreadable` where there is nothing in it, and for more or deeper than any form is.
    """
    tree = _tree(source)
    rules = sheet_of(tree)
    walk = Walk(rules)
    blocks = walk.read(tree)
    roles = roles_of(walk.seen)
    if roles is not None:
        blocks = Walk(rules, roles).read(tree)
    return page_of(settled(blocks))


def _tree(source: str) -> etree._Element:
    bare = tamed(source)
    if len(bare) > _LONGEST or is_endless(bare):
        raise Unreadable(TOO_LONG)
    if not bare.strip():
        raise Unreadable("it is empty")
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(bare, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as broken:
        raise Unreadable("it is damaged") from broken
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise Unreadable("it is built far deeper than a form is")
    return tree
