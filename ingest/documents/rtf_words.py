"""Control words of RTF that say what a group is for, or stand for one sign."""

from __future__ import annotations

from ingest.documents.rtf_state import Goal

_PASSED_OVER = """
    info pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation
    nonesttables nonshppict shprslt listtext pntext pntxta pntxtb xe tc rxe bkmkstart bkmkend sp txe
    ftnsep ftnsepc aftnsep aftnsepc atnid atnauthor falt
"""
_STARRED = "shpinst shpgrp nesttableprops formfield fldinst ffdeftext ffl ud do cs shptxt field fldrslt"
NOT_READ, NOT_UNKNOWN = frozenset(_PASSED_OVER.split()), frozenset(_STARRED.split())
GOALS = {
    "fonttbl": Goal.FONTS,
    "colortbl": Goal.COLOURS,
    "stylesheet": Goal.STYLES,
    "fldinst": Goal.INSTRUCTION,
    "formfield": Goal.FORM_FIELD,
    "ffdeftext": Goal.DEFAULT,
    "upr": Goal.TWICE,
    "ud": Goal.BODY,
}
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "tab": "\t", "~": "\u00a0", "_": "-",
    "{": "{", "}": "}", "\\": "\\", "\t": "\t", "'": "'",
}  # fmt: skip
PARAGRAPH_ENDS = frozenset({"par", "sect", "\n", "\r"})
