"""Rich text files as Word and others write them, and returned forms in them. Everything is invented."""

from __future__ import annotations

from collections.abc import Iterable

from tests.support.documents import AnswerGiven, Pairs

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
    r"{\f1\fnil\fcharset2 Wingdings;}{\f2\fswiss\fcharset238 Arial CE;}{\f3\fmodern\fcharset128 MS Gothic;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue0;\red128\green128\blue128;\red255\green255\blue255;}"
    r"{\stylesheet{\s0 Normal;}{\*\cs15 \additive \sbasedon10 Placeholder Text;}}"
    r"{\*\generator Invented 1.0;}{\info{\author Nobody}{\title Nothing}}"
)


def rtf(body: str) -> bytes:
    """A document round this body."""
    return (HEAD + body + "}").encode("cp1252")


def escaped(text: str) -> str:
    """Text with letters outside ASCII by their numbers, and a question mark for old programs."""
    made = []
    for letter in text:
        if letter in "\\{}":
            made.append(f"\\{letter}")
        elif letter == "\t":
            made.append(r"\tab ")
        elif ord(letter) < 128:
            made.append(letter)
        else:
            raw = letter.encode("utf-16-le")
            halves = [int.from_bytes(raw[at : at + 2], "little", signed=True) for at in range(0, len(raw), 2)]
            made.extend(f"\\u{half}?" for half in halves)
    return "".join(made)


def row(cells: Iterable[str], borders: Iterable[str | int] | None = None) -> str:
    """A row of cells of this RTF; `borders`: where each ends in twips, with merging words before it."""
    inside = [f"\\pard\\intbl {cell}\\cell " for cell in cells]
    ends = list(borders) if borders is not None else [(at + 1) * 4000 for at in range(len(inside))]
    given = "".join(f"\\cellx{end}" if isinstance(end, int) else end for end in ends)
    return f"\\trowd\\trgaph108{given}{''.join(inside)}\\row\n"


def form_field(kind: str, result: str = "", inside: str = "") -> str:
    """A field of the old form kind, as Word writes it."""
    return (
        rf"{{\field{{\*\fldinst {{ {kind} {{\*\datafield 0123456789abcdef}}"
        rf"{{\*\formfield{{{inside}{{\*\ffname Field1}}}}}}}}}}{{\fldrslt {result}}}}}"
    )


def text_box(inside: str) -> str:
    """A text box, written twice as Word does: for new programs and for old ones."""
    return (
        rf"{{\shp{{\*\shpinst\shpleft0{{\sp{{\sn shapeType}}{{\sv 202}}}}{{\shptxt \pard {inside}\par}}}}"
        rf"{{\shprslt{{\*\do\dobxcolumn{{\dptxbxtext \pard {inside}\par}}}}}}}}\par "
    )


def rtf_form(pairs: Pairs, layout: str = "beside") -> bytes:
    """A filled form. Layouts: beside, below, fields, boxes, struck, nested."""
    return rtf(r"\pard\b Casework form\b0\par " + _LAYOUTS[layout](pairs))


def _label(label: str) -> str:
    return rf"{{\b {escaped(label)}}}"


def _answer(answer: AnswerGiven) -> str:
    if isinstance(answer, str):
        return r"\par ".join(escaped(line) for line in answer.split("\n"))
    return r"\par ".join(
        escaped(f"{answer.on if option in answer.chosen else answer.off} {option}")
        for option in answer.options
    )


def _beside(pairs: Pairs) -> str:
    return "".join(row((_label(label), _answer(answer))) for label, answer in pairs) + r"\pard\par "


def _below(pairs: Pairs) -> str:
    return "".join(rf"\pard {_label(label)}\par {_answer(answer)}\par " for label, answer in pairs)


def _fields(pairs: Pairs) -> str:
    def cell(answer: AnswerGiven) -> str:
        if isinstance(answer, str):
            return form_field("FORMTEXT", escaped(answer.replace("\n", " ")), r"\fftype0")
        return r"\par ".join(
            form_field("FORMCHECKBOX", "", rf"\fftype1\ffres{int(one in answer.chosen)}") + escaped(f" {one}")
            for one in answer.options
        )

    return "".join(row((_label(label), cell(answer))) for label, answer in pairs) + r"\pard\par "


def _boxes(pairs: Pairs) -> str:
    return "".join(rf"\pard {_label(label)}\par {text_box(_answer(answer))}" for label, answer in pairs)


def _struck(pairs: Pairs) -> str:
    def cell(answer: AnswerGiven) -> str:
        if isinstance(answer, str):
            return _answer(answer)
        return " / ".join(
            escaped(one) if one in answer.chosen else rf"{{\strike {escaped(one)}}}" for one in answer.options
        )

    return "".join(row((_label(label), cell(answer))) for label, answer in pairs) + r"\pard\par "


def _nested(pairs: Pairs) -> str:
    """The whole form inside the one cell of a frame."""
    start = r"\pard\intbl\itap2 "
    rows = "".join(
        rf"{start}{_label(label)}\nestcell {start}{_answer(answer)}\nestcell "
        r"{\*\nesttableprops\trowd\cellx4000\cellx8000\nestrow}{\nonesttables\par}"
        for label, answer in pairs
    )
    return rf"{rows}\pard\intbl\itap1 \cell{{\trowd\cellx9000\row}}\pard\par "


_LAYOUTS = {
    "beside": _beside,
    "below": _below,
    "fields": _fields,
    "boxes": _boxes,
    "struck": _struck,
    "nested": _nested,
}
RTF_LAYOUTS = tuple(_LAYOUTS)
