"""Scans and photographs of forms: whichever way round, askew, in grain and shadow; what is unsure says so."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("PIL")

from PIL import Image, ImageDraw

from casework.model import Form
from ingest.documents.scan_boxes import Square
from ingest.documents.scan_lines import lines_of
from ingest.documents.scan_pixels import MAX_SCANNED, pages_of_picture
from ingest.documents.scan_upright import evened, levelled
from ingest.documents.zipped import Unreadable
from ingest.doubts import with_doubts
from ingest.form import find_forms
from ingest.page import TICK, Mark, Page, Table
from ingest.reader import Reader
from ingest.tesseract import recognises
from ingest.unread import NotRead
from tests.support.examples import ALL
from tests.support.letters import SETTINGS, attached, multipart, part
from tests.support.pdfs import cross, frame, pdf, rule, words
from tests.support.returned import PLAIN, letter, word
from tests.support.scans import askew, pictures, read_in_rounds, shaded, sheet, stored

needs_program = pytest.mark.skipif(not recognises(), reason="tesseract is not installed")

PAIRS = (
    ("Your name", "Ana Ruiz"),
    ("Membership number", "AB123456"),
    ("Email address", "ana.ruiz@post.example"),
    ("Mobile", "07700 900123"),
    ("Job title", "Porter"),
    ("Workplace", "North Site"),
    ("What has happened?", "My hours were cut without warning"),
    ("What outcome would you like?", "My old rota back"),
)
VALUES = {
    "member_name": "Ana Ruiz",
    "membership_number": "AB123456",
    "email": "ana.ruiz@post.example",
    "phone": "+447700900123",
    "job_title": "Porter",
    "workplace": "North Site",
    "summary": "My hours were cut without warning",
    "desired_outcome": "My old rota back",
}
OPTIONS = ("Grievance", "Disciplinary", "Sickness absence", "Pay / grading", "Redundancy")
TICKED = ("Disciplinary", "Pay / grading")
PAGE = sheet(PAIRS, OPTIONS, TICKED)
EXPECTED = {**VALUES, "categories": ("disciplinary", "pay_grading")}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(SETTINGS, wall_seconds=60) as found:
        yield found


def form_in(reader: Reader, content: bytes, name: str = "scan.jpg") -> Form:
    reading = reader.read(multipart(part("My form is attached."), attached(content, name)))
    assert (reading.unread, reading.problems) == ((), ())
    (form,) = reading.forms
    return form


# --- read whole, behind the walls --------------------------------------------------------------------------


@pytest.mark.long
@needs_program
@pytest.mark.parametrize("dpi", [200, 300])
def test_a_scan_reads_as_the_sheet_does(reader: Reader, dpi: int) -> None:
    form = form_in(reader, stored([askew(pictures([PAGE], dpi)[0])], "PDF", dpi), "scan.pdf")
    assert form.values == EXPECTED
    assert form.confidence and max(form.confidence.values()) < 0.9


@pytest.mark.long
@needs_program
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_photograph_reads_whichever_way_round_it_is(reader: Reader, quarters: int) -> None:
    turned = askew(pictures([PAGE])[0], -1.5).rotate(90 * quarters, expand=True)
    assert form_in(reader, stored([turned], "JPEG")).values == EXPECTED


@pytest.mark.long
@needs_program
def test_a_shadow_over_the_sheet_does_no_harm(reader: Reader) -> None:
    assert form_in(reader, stored([shaded(pictures([PAGE])[0])], "JPEG")).values == EXPECTED


@pytest.mark.long
@needs_program
def test_the_pages_of_a_tiff_are_one_form(reader: Reader) -> None:
    pages = [sheet(PAIRS[:4]), sheet(PAIRS[4:], OPTIONS, TICKED)]
    assert form_in(reader, stored(pictures(pages), "TIFF"), "fax.tif").values == EXPECTED


@pytest.mark.long
@needs_program
def test_photographs_of_the_pages_of_a_form_are_one_form(reader: Reader) -> None:
    pages = [sheet(PAIRS[:4]), sheet(PAIRS[4:], OPTIONS, TICKED)]
    photographs = [stored([askew(page)], "JPEG") for page in pictures(pages)]
    names = ("IMG_1.jpg", "IMG_2.jpg", "HR.jpg")
    photographs.append(stored([askew(pictures([TEXT])[0])], "JPEG"))
    parts = [attached(content, name) for content, name in zip(photographs, names, strict=True)]
    (form,) = reader.read(multipart(part("My form."), *parts)).forms
    assert (form.values, form.source) == (EXPECTED, "IMG_1.jpg")


@pytest.mark.long
@needs_program
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP"])
def test_every_kind_of_picture_is_read(kind: str) -> None:
    page = read_in_rounds(stored(pictures([PAGE]), kind))
    assert isinstance(page, Page) and page.seen


@needs_program
def test_a_photograph_of_a_telephone_says_which_way_is_up() -> None:
    file = BytesIO()
    lying = pictures([PAGE])[0].rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    lying.save(file, "JPEG", exif=exif)
    shown, asis = pages_of_picture(file.getvalue())[0], np.asarray(lying)
    assert shown.shape[0] > shown.shape[1] and asis.shape[0] < asis.shape[1]


# --- doubt -------------------------------------------------------------------------------------------------


@pytest.mark.long
@needs_program
def test_a_smudged_answer_is_doubtful_and_the_others_are_not(reader: Reader) -> None:
    picture = pictures([PAGE])[0]
    draw = ImageDraw.Draw(picture)
    for at in range(5):  # a pen ran over the number
        draw.line((650, 415 + 3 * at, 900, 440 - 2 * at), fill=60, width=1)
    form = form_in(reader, stored([askew(picture)], "JPEG"))
    assert "phone" in form.doubtful
    assert not {"email", "summary", "workplace"} & set(form.doubtful)


@pytest.mark.long
@needs_program
def test_a_name_that_lost_its_accents_is_doubtful(reader: Reader) -> None:
    accented = sheet((("Your name", "Zoë Ågren"), *PAIRS[1:]))
    form = form_in(reader, stored(pictures([accented]), "PNG"), "scan.png")
    assert form.text("member_name") == "Zoë Ågren" or "member_name" in form.doubtful


def test_an_address_that_is_nearly_the_senders_is_the_senders() -> None:
    misread = Form({"email": "1ming@post.example", "work_email": "office@work.example"})
    mended = with_doubts(misread, [], "lming@post.example", ())
    assert mended.values == {"email": "lming@post.example", "work_email": "office@work.example"}
    assert mended.doubtful == ("work_email",)


# --- dots --------------------------------------------------------------------------------------------------


def boxes(drawn: str, dpi: int = 200) -> list[Square]:
    level = next(levelled(evened(np.asarray(askew(pictures([drawn], dpi)[0], 0.8)))))
    return sorted(lines_of(level).squares, key=lambda one: one.left)


LINES = (
    "DO NOT DROP Bob's BOOK",
    "80 QUID OR 0808 DODGED: BOTH ARE ODD",
    "The quick brown fox jumps over the lazy dog in the hall of the branch",
    "Pack my box with five dozen liquor jugs",
    "OOO DDD BBB 000 888 QQQ EEE HHH",
    "How vexingly quick daft zebras jump in the days before the meeting",
)
TEXT = "".join(words(50, 400 + 20 * at, line, "B") for at, line in enumerate(LINES))


@pytest.mark.long
def test_tick_boxes_are_told_from_letters_and_by_the_ink_in_them() -> None:
    tick = rule(143, 105, 146, 109) + rule(146, 109, 153, 98)
    marks = ("", cross(80, 100, 10), frame(112, 102, 6, 6, "f"), tick)
    drawn = "".join(frame(50 + 30 * at, 100, 10, 10) + mark for at, mark in enumerate(marks))
    assert [square.ticked for square in boxes(drawn + TEXT)] == [False, True, True, True]


@pytest.mark.long
def test_a_page_of_text_has_no_boxes_and_no_rules() -> None:
    page = np.asarray(askew(pictures([TEXT])[0]))
    found = lines_of(next(levelled(evened(page))))
    assert (found.squares, found.level, found.upright) == ((), (), ())


@pytest.mark.long
def test_rules_are_found_where_words_touch_them_and_taken_out_for_reading() -> None:
    drawn = sheet(PAIRS) + words(240, 105, "gypsy jumping over the lazy rule", "F", 11)
    found = lines_of(next(levelled(evened(np.asarray(askew(pictures([drawn])[0]))))))
    assert len(found.level) == len(PAIRS) + 1 and len(found.upright) == 3
    assert all(
        found.words[round(stroke.at), stroke.start + 20 : stroke.end - 20].mean() > 200
        for stroke in found.level
    )


@pytest.mark.long
@needs_program
def test_struck_out_choices_stay_struck_out() -> None:
    drawn = sheet((("Contract", "Permanent / Fixed-term"), *PAIRS)) + rule(234, 92, 282, 92)
    page = read_in_rounds(stored(pictures([drawn]), "PNG"))
    assert isinstance(page, Page)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    runs = [run for line in table.rows[0][1].lines for run in line.runs]
    assert [run.text.strip(" /") for run in runs if Mark.STRUCK in run.mark] == ["Permanent"]


@pytest.mark.long
@needs_program
def test_a_tick_without_a_box_is_seen() -> None:
    tick = rule(242, 280, 246, 286) + rule(246, 286, 255, 272)
    page = read_in_rounds(stored(pictures([sheet((*PAIRS, ("I agree", ""))) + tick]), "PNG"))
    assert isinstance(page, Page)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert table.rows[-1][1].text == TICK


# --- what cannot be read -----------------------------------------------------------------------------------


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    grains = np.random.default_rng(2).bytes(60_000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(grains))
        + chunk(b"IEND", b"")
    )


def _huge_page() -> bytes:
    return pdf([frame(10, 10, 100, 100)]).replace(b"[0 0 595 842]", b"[0 0 99999 99999]")


GOOD = stored(pictures([PAGE]), "JPEG")
HOPELESS = {
    "pixel bomb.png": _png(50_000, 50_000),
    "cut off.jpg": GOOD[:600] + bytes(60_000),
    "not a jpeg.jpg": GOOD[:4] + np.random.default_rng(3).bytes(80_000),
    "tiny.bmp": stored([Image.effect_noise((200, 250), 90)], "BMP"),
    "noise.png": stored([Image.effect_noise((800, 1000), 90)], "PNG"),
    "long fax.tif": stored([Image.new("L", (900, 1200), 255)] * (MAX_SCANNED + 1), "TIFF"),
    "no words.pdf": pdf([frame(10, 10, 100, 100)]),
    "huge page.pdf": _huge_page(),
    "broken.heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
    + np.random.default_rng(4).bytes(60_000),
}

LONGEST = "noise.png"  # the program for it is stopped by its time limit


@pytest.mark.long
@needs_program
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name,
            marks=pytest.mark.skipif(name == LONGEST and not ALL, reason="twenty seconds: make properties"),
        )
        for name in HOPELESS
    ],
)
def test_what_cannot_be_made_out_is_unread_and_a_person_is_told(reader: Reader, name: str) -> None:
    started = time.monotonic()
    reading = reader.read(multipart(part("My form is attached."), attached(HOPELESS[name], name)))
    assert (reading.forms, reading.unread) == ((), (name,))
    assert len(reading.problems) == 1 and reading.problems[0].startswith("An attachment ")
    assert time.monotonic() - started < 60


@pytest.mark.long
@needs_program
def test_after_a_bomb_the_next_scan_is_read(reader: Reader) -> None:
    raw = multipart(part("My form."), attached(HOPELESS["pixel bomb.png"], "a.png"), attached(GOOD, "b.jpg"))
    reading = reader.read(raw)
    assert [form.values for form in reading.forms] == [EXPECTED] and reading.unread == ("a.png",)


def test_where_no_program_reads_pictures_a_person_is_told_so() -> None:
    scan = stored(pictures([PAGE]), "PDF")
    found = find_forms(letter(), [word(scan, "scan.pdf"), word(GOOD, "photo.jpg")], PLAIN)
    assert (found.forms, found.unread) == ((), ("scan.pdf", "photo.jpg"))
    assert "no program that reads those is installed" in found.problems[0]


@pytest.mark.parametrize("name", ["pixel bomb.png", "cut off.jpg", "not a jpeg.jpg", "tiny.bmp"])
def test_a_broken_picture_is_unreadable_before_anybody_looks_at_it(name: str) -> None:
    with pytest.raises(Unreadable):
        pages_of_picture(HOPELESS[name])


@pytest.mark.long
@needs_program
def test_what_is_no_form_is_no_form() -> None:
    text = "".join(
        words(50, 80 + 20 * at, "Dear Ana, the meeting is on Monday in the hall.") for at in range(6)
    )
    assert not isinstance(read_in_rounds(stored(pictures([text]), "PNG")), NotRead)
