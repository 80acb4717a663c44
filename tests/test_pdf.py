"""Flat PDFs as pages: tables, columns, boxes and marks told by position; what cannot be read says so."""

from __future__ import annotations

import random
import time
import zlib
from email.message import EmailMessage

import pytest

from ingest.documents.pdf import read_pdf
from ingest.documents.zipped import MAX_BYTES, Unreadable
from ingest.form import find_forms
from ingest.page import Line, Mark, Table
from ingest.reader import Reader
from tests.support.pdfs import Field, circle, cross, frame, grid, pdf, rule, words, written
from tests.support.returned import PLAIN, letter, word

PAIRS = (
    ("Your name", "Ana Ruiz"),
    ("Membership number", "AB123456"),
    ("Email address", "ana.ruiz@post.example"),
    ("Mobile", "07700 900123"),
    ("Job title", "Porter"),
    ("Workplace", "North Site"),
    ("What has happened?", "My hours were cut without a word."),
    ("What outcome would you like?", "My old rota back."),
)
EXPECTED = {
    "member_name": "Ana Ruiz",
    "membership_number": "AB123456",
    "email": "ana.ruiz@post.example",
    "phone": "+447700900123",
    "job_title": "Porter",
    "workplace": "North Site",
    "summary": "My hours were cut without a word.",
    "desired_outcome": "My old rota back.",
}
HEAD = words(50, 60, "Casework form of the Vale branch", "B", 14)


def lines(*content: str) -> list[str]:
    page = read_pdf(pdf([HEAD + "".join(content)]))
    found = [block.text for block in page.blocks if isinstance(block, Line)]
    return [text for text in found if text][1:]


def tables(*pages: str) -> list[list[list[str]]]:
    found = [block for block in read_pdf(pdf(pages)).blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row] for row in one.rows] for one in found]


def values(content: bytes) -> dict[str, object]:
    (form,) = find_forms(letter(), [word(content, "form.pdf")], PLAIN).forms
    return dict(form.values)


def beside(at: int, label: str, answer: str) -> str:
    return words(50, 100 + 30 * at, label) + words(260, 100 + 30 * at, answer)


def below(at: int, label: str, answer: str) -> str:
    return words(50, 100 + 50 * at, label, "B") + words(50, 115 + 50 * at, answer)


def colon(at: int, label: str, answer: str) -> str:
    return words(50, 100 + 20 * at, f"{label.rstrip('?')}: {answer}")


def boxed(at: int, label: str, answer: str) -> str:
    return (
        words(50, 100 + 55 * at, label, "B")
        + frame(50, 106 + 55 * at, 480, 26)
        + words(56, 122 + 55 * at, answer)
    )


def ruled(at: int, label: str, answer: str) -> str:
    return (
        words(50, 100 + 30 * at, label)
        + words(200, 99 + 30 * at, answer)
        + rule(195, 103 + 30 * at, 540, 103 + 30 * at)
    )


def dotted(at: int, label: str, answer: str) -> str:
    return words(50, 100 + 30 * at, f"{label.rstrip('?')}: " + "." * 120) + words(220, 99 + 30 * at, answer)


@pytest.mark.parametrize("layout", [beside, below, colon, boxed, ruled, dotted])
def test_a_form_reads_back_whatever_its_layout(layout: object) -> None:
    assert callable(layout)
    page = HEAD + "".join(layout(at, label, answer) for at, (label, answer) in enumerate(PAIRS))
    assert values(pdf([page])) == EXPECTED


def test_a_ruled_table_reads_back_and_its_cells_are_cells() -> None:
    page = HEAD + grid(50, 80, [180, 320], PAIRS)
    assert tables(page) == [[list(pair) for pair in PAIRS]]
    assert values(pdf([page])) == EXPECTED


def test_two_columns_of_questions_are_read_one_after_the_other() -> None:
    left, right = PAIRS[:4], PAIRS[4:]
    page = HEAD
    for at, ((one, answer), (other, more)) in enumerate(zip(left, right, strict=True)):
        page += words(50, 100 + 40 * at, f"{one.rstrip('?')}: {answer}")
        page += words(310, 118 + 40 * at, f"{other.rstrip('?')}: {more}")
    assert values(pdf([page])) == EXPECTED


def test_a_question_right_below_two_columns_is_answered_by_what_runs_over_both() -> None:
    page = HEAD
    for at, (one, answer) in enumerate(
        [("Your name", "Ana"), ("Email", "ana@post.example"), ("Job", "Chef")]
    ):
        page += words(50, 100 + 44 * at, one, "B") + words(50, 118 + 44 * at, answer)
    for at, (one, answer) in enumerate(
        [("Mobile", "07700 900123"), ("Employer", "Vale Foods"), ("Grade", "3")]
    ):
        page += words(310, 98 + 42 * at, one, "B") + words(310, 115 + 42 * at, answer)
    page += words(50, 240, "What has happened?", "B")
    story = "My hours were cut in May and in June, and nobody in the office could tell me why this was so."
    page += words(50, 258, story) + words(50, 290, "What would you like?", "B") + words(50, 308, "My hours.")
    assert values(pdf([page]))["summary"] == story


def test_a_table_that_goes_on_over_the_page_is_one_and_its_cut_answer_too() -> None:
    first = grid(50, 600, [180, 320], [("Name", "Ana"), ("What has happened?", "My hours were cut and")])
    second = grid(50, 60, [180, 320], [("", "nobody told me."), ("Date", "3 March 2026")])
    assert tables(HEAD + first, second) == [
        [
            ["Name", "Ana"],
            ["What has happened?", "My hours were cut and nobody told me."],
            ["Date", "3 March 2026"],
        ]
    ]


def test_headers_and_footers_of_several_pages_are_no_answers() -> None:
    edges = words(50, 30, "Vale branch, confidential") + words(250, 820, "Page 1 of 2")
    page = read_pdf(pdf([edges + HEAD + words(50, 400, "Name: Ana"), edges + words(50, 400, "Job: Chef")]))
    texts = [block.text for block in page.blocks if isinstance(block, Line) and block.text]
    assert texts == ["Casework form of the Vale branch", "Name: Ana", "Job: Chef"]


def test_a_paragraph_is_one_line_and_a_new_one_begins_where_there_was_room() -> None:
    long = (
        "This sentence about all the things that have happened goes on and on until the very end of the line,"
    )
    long += " where it is cut"
    page = words(50, 100, long) + words(50, 112, "and ends here.") + words(50, 124, "A second one.")
    assert lines(page) == [f"{long} and ends here.", "A second one."]


def test_drawn_boxes_are_on_if_something_was_put_into_them_and_off_otherwise() -> None:
    page = ""
    marks = (
        "", cross(50, 142, 10), words(52, 170, "x"), words(51, 190, "4", "Z"), frame(52, 204, 6, 6, "f"),
    )  # fmt: skip
    for at, mark in enumerate(marks):
        page += frame(50, 122 + 20 * at, 10, 10) + mark + words(68, 130 + 20 * at, f"Option {at}")
    assert lines(page) == ["☐ Option 0", "☒ Option 1", "☒ Option 2", "☒ Option 3", "☒ Option 4"]


def test_round_buttons_are_boxes_too() -> None:
    page = circle(55, 130, 5) + words(68, 134, "Yes") + circle(155, 130, 5) + circle(155, 130, 2.5, "f")
    assert lines(page + words(168, 134, "No")) == ["☐ Yes\t☒ No"]


def test_a_box_of_four_lines_is_a_box_and_a_line_through_it_no_tick() -> None:
    sides = rule(50, 120, 60, 120) + rule(50, 130, 60, 130) + rule(50, 120, 50, 130) + rule(60, 120, 60, 130)
    assert lines(sides + words(68, 130, "Agree")) == ["☐ Agree"]
    assert lines(sides + rule(52, 125, 58, 125) + words(68, 130, "Agree")) == ["☐ Agree"]


def test_a_comb_of_letters_is_one_word() -> None:
    page = words(50, 130, "Membership number")
    for at, letter_ in enumerate("AB1234"):
        page += frame(200 + 16 * at, 118, 16, 16) + words(204 + 16 * at, 130, letter_)
    assert lines(page) == ["Membership number\tAB1234"]


def test_lines_under_and_through_and_rings_round_words_are_marks() -> None:
    content = (
        words(50, 130, "Permanent") + rule(50, 126.5, 96, 126.5)
        + words(50, 160, "Agency") + rule(50, 161.5, 84, 161.5)
        + words(50, 190, "Fixed-term") + circle(72, 187, 32, flat=0.35)
    )  # fmt: skip
    page = read_pdf(pdf([HEAD + content]))
    looks = {
        block.text: block.runs[0].mark for block in page.blocks if isinstance(block, Line) and block.runs
    }
    assert looks["Permanent"] == Mark.STRUCK
    assert looks["Agency"] == Mark.UNDERLINED
    assert looks["Fixed-term"] == Mark.HIGHLIGHTED


def test_a_line_to_write_on_is_no_mark() -> None:
    page = read_pdf(pdf([HEAD + words(50, 130, "Ana") + rule(48, 133, 300, 133)]))
    assert all(
        run.mark == Mark.NONE for block in page.blocks[1:] if isinstance(block, Line) for run in block.runs
    )


def test_words_that_stand_for_what_is_painted_are_read_instead() -> None:
    spelled = "/Span <</ActualText <FEFF674E660E>>> BDC " + words(84, 130, "??") + " EMC "
    assert lines(words(50, 130, "Name: ") + spelled) == ["Name: 李明"]


def test_what_was_written_with_a_viewers_tool_is_read() -> None:
    note = Field((200, 118, 400, 134), "/Subtype/FreeText /Contents (Ana Ruiz)")
    page = read_pdf(pdf([HEAD + words(50, 130, "Your name")], [[note]]))
    assert "Your name\tAna Ruiz" in [block.text for block in page.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("tool", ["Circle", "Square"])
def test_what_a_viewers_tool_put_a_ring_round_stands_out(tool: str) -> None:
    ring = Field((296, 116, 330, 136), f"/Subtype/{tool} /C [1 0 0]")
    content = HEAD + words(50, 130, "I agree (circle one)") + words(300, 130, "YES") + words(360, 130, "NO")
    page = read_pdf(pdf([content], [[ring]]))
    looks = {
        run.text.strip(): run.mark for block in page.blocks if isinstance(block, Line) for run in block.runs
    }
    assert looks["YES"] == Mark.HIGHLIGHTED
    assert looks["NO"] == Mark.NONE


SCAN = "q 595 0 0 842 0 0 cm /I Do Q "
IMAGE = "/XObject<</I 6 0 R>>"
PIXEL = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
    "stream\n0\nendstream"
)


@pytest.mark.parametrize("layer", ["", words(50, 100, "Words a scanner guessed and hid behind it", mode=3)])
def test_a_scan_says_that_it_is_one(layer: str) -> None:
    with pytest.raises(Unreadable, match="a picture"):
        read_pdf(pdf([SCAN + layer], more=[PIXEL], resources=IMAGE))


def test_a_locked_document_says_so() -> None:
    locked = (
        "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "41" * 32 + ">/U<" + "42" * 32 + ">>>"
    )
    with pytest.raises(Unreadable, match="protected by a password"):
        read_pdf(pdf([HEAD], trailer=locked))


def packed(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = "/FlateDecode" * times
    text = content.decode("latin-1")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    stream = f"<</Length {len(content)}/Filter[{filters}]>>stream\n{text}\nendstream"
    tree = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return written(["<</Type/Catalog/Pages 2 0 R>>", tree, page, stream])


FORM = (
    "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length {}/Resources<</XObject<</A {} 0 R/B {} 0 R>>>>>>"
    "stream\n{}\nendstream"
)


def doubling(depth: int) -> bytes:
    """Figures that each draw two more."""
    body = "/A Do /B Do"
    objects = [FORM.format(len(body), at + 7, at + 7, body) for at in range(depth)]
    return pdf(["/A Do"], more=objects, resources="/XObject<</A 6 0 R>>")


RING = written(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"])


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n%%EOF",
        pdf([HEAD])[:200],
        RING,
        packed(b" " * (MAX_BYTES + 1)),
        packed(b" " * (MAX_BYTES + 1), times=2),
        doubling(40),
        pdf([HEAD] * 31),
        pdf([""]),
        written(["[" * 5_000 + "]" * 5_000]),
        b"%PDF-1.4\n" + b"1 0 obj null endobj\n" * 60_000,
        pdf([words(50, 100, "a" * 300) * 400]),
    ],
    ids=["empty", "end", "cut", "ring", "bomb", "bomb in bomb", "doubling", "pages", "no words", "deep",
         "objects", "letters"],
)  # fmt: skip
def test_a_hostile_or_broken_document_is_unreadable_and_says_why(content: bytes) -> None:
    started = time.process_time()
    with pytest.raises(Unreadable, match="^it"):
        read_pdf(content)
    assert time.process_time() - started < 5


def test_whatever_happens_to_the_bytes_it_is_a_page_or_unreadable() -> None:
    whole = pdf([HEAD + grid(50, 80, [180, 320], PAIRS) + frame(50, 400, 10, 10)])
    chance = random.Random(4)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(broken))
            match chance.randrange(3):
                case 0:
                    broken[at] = chance.randrange(256)
                case 1:
                    del broken[at : at + chance.randint(1, 40)]
                case _:
                    broken[at:at] = broken[at // 2 : at // 2 + chance.randint(1, 40)]
        try:
            assert read_pdf(bytes(broken)).blocks is not None
        except Unreadable as reason:
            assert str(reason).startswith("it ")


def test_behind_the_walls_a_pdf_is_read_too() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana.ruiz@post.example", "casework@branch.example", "Form"
    mail.set_content("Attached.")
    content = pdf([HEAD + grid(50, 80, [180, 320], PAIRS)])
    mail.add_attachment(content, maintype="application", subtype="pdf", filename="form.pdf")
    with Reader(PLAIN, workers=1) as reader:
        (form,) = reader.read(mail.as_bytes()).forms
    assert dict(form.values) == EXPECTED


@pytest.mark.parametrize(
    "content",
    [
        "".join(frame(20 + 12 * (at % 45), 60 + 12 * (at // 45), 7, 7) for at in range(2_900)),
        "".join(rule(20, 60 + at / 4, 560, 60 + at / 4) for at in range(3_000)),
        "".join(
            rule(20 + at / 6, 60, 20 + at / 6, 700) + rule(20, 60 + at / 6, 560, 60 + at / 6)
            for at in range(3_000)
        ),
        grid(20, 60, [20.0] * 27, [["a"] * 27] * 30),
        words(20, 300, "x y " * 60) * 200,
    ],
    ids=["boxes", "rules", "hatching", "cells", "the same words"],
)  # fmt: skip
def test_a_page_full_of_anything_is_read_in_good_time(content: str) -> None:
    started = time.process_time()
    assert read_pdf(pdf([HEAD + content])).blocks
    assert time.process_time() - started < 6


def test_a_page_of_a_form_takes_a_fraction_of_a_second() -> None:
    content = pdf([HEAD + grid(50, 80, [180, 320], PAIRS * 3)])
    started = time.process_time()
    read_pdf(content)
    assert time.process_time() - started < 0.5
