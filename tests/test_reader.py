"""The contained reader: every end of a child is an answer, and nothing gets out (TRUST.md S9, S10, S12)."""

# ruff: noqa: E501 - tables of hostile letters, read across

from __future__ import annotations

import faulthandler
import json
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from casework.model import Form
from ingest import forkserver, landlock, sandbox, seccomp
from ingest.codec import Garbled, pack, pack_settings, unpack, unpack_settings
from ingest.inprocess import read_in_process
from ingest.reader import Reader, ReaderUnavailable, _settled
from ingest.reading import Attachment, FormSettings, Kind, Letter, Reading
from ingest.shown import reading_to_json
from ingest.waited import Deadline
from ingest.warm_letters import samples
from ingest.wire import LENGTH, Ending, framed, frames
from tests.support.letters import SETTINGS, attached, letter, multipart, part

HELP = letter("I have a hearing with my manager on Friday. Can someone help me?")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(SETTINGS) as found:
        yield found


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _wait_until(true: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        os.sched_yield()
    return true()


# --- letters ----------------------------------------------------------------------------------------------


def test_the_child_reads_what_this_process_reads(reader: Reader) -> None:
    for raw in (HELP, next(samples(SETTINGS)), b"", letter("Yes", headers=["Auto-Submitted: auto-replied"])):
        assert reader.read(raw) == read_in_process(raw, SETTINGS)


def test_a_sample_form_is_read_in_the_child(reader: Reader) -> None:
    reading = reader.read(next(samples(SETTINGS)))
    assert reading.letter.subject == "Form – filled in"
    assert [each.name for each in reading.letter.attachments][-1] == "form.docx"


def test_an_empty_letter_is_other(reader: Reader) -> None:
    reading = reader.read(b"")
    assert reading.kind is Kind.OTHER and reading.letter.sha256


def test_many_letters_come_back_in_their_order(reader: Reader) -> None:
    raws = [letter(f"Letter {n}", subject=f"{n}") for n in range(60)]
    assert [reading.letter.subject for reading in reader.read_many(iter(raws))] == [str(n) for n in range(60)]


def test_letters_left_half_way_do_not_mix_into_the_next(reader: Reader) -> None:
    few = reader.read_many([letter("x", subject=f"left {n}") for n in range(10)])
    assert next(few).letter.subject == "left 0"
    assert reader.read(letter("x", subject="next")).letter.subject == "next"


@pytest.mark.long
def test_a_large_letter_does_not_block_the_channel(reader: Reader) -> None:
    large = multipart(part("x"), attached(b"%PDF-" + os.urandom(9 * 1024 * 1024), "scan.pdf"))
    long_text = letter("words " * 150_000)
    found = list(reader.read_many([large, long_text, large, long_text, HELP]))
    assert [len(each.letter.attachments) for each in found] == [1, 0, 1, 0, 0]
    assert all(each.letter.from_address for each in found)


def test_a_sixty_megabyte_letter_is_not_opened_but_answered(reader: Reader) -> None:
    reading = reader.read(letter("x" * (60 * 1024 * 1024)))
    assert reading.kind is Kind.OTHER
    assert reading.letter.from_address == "ana.ruiz@post.example"
    assert reading.problems == (
        "This letter could not be read: it is larger than 25 MB. It is kept whole: please open it in the mailbox.",
    )


@pytest.mark.parametrize(
    "raw",
    [
        multipart(*[part("x")] * 10_000),
        b"From: " + b"(" * 510 + b"\r\n\r\n",
        b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2000)
        ),
        letter("<div>" * 300_000, content_type="text/html"),
        bytes(range(256)) * 400,
    ],
    ids=["parts", "parentheses", "depth", "html", "binary"],
)
def test_a_hostile_letter_is_an_answer_and_the_next_is_served(reader: Reader, raw: bytes) -> None:
    hostile, after = reader.read_many([raw, HELP])
    assert hostile.letter.sha256
    assert after.kind is Kind.REQUEST


def _docx(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (b"%d" % (n - 1) if n else b"") * 10) for n in range(9)
) + b"]><w:document xmlns:w='w'>&a8;</w:document>"  # fmt: skip
SECRET = b'<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w">&s;</w:document>'


@pytest.mark.long
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: {"word/document.xml": b"\x00" * (600 * 1024 * 1024)}, id="inflates to 600 MB"),
        pytest.param(lambda: {"word/document.xml": LAUGHS}, id="billion laughs"),
        pytest.param(lambda: {"word/document.xml": SECRET}, id="outside entity"),
        pytest.param(lambda: {"word/document.xml": b"<a>" * 100_000}, id="deep"),
        pytest.param(lambda: {f"word/{n}.xml": b"" for n in range(20_000)}, id="members"),
        pytest.param(lambda: {"../../word/document.xml": b"<a/>"}, id="path"),
        pytest.param(
            lambda: {"word/inner.zip": _docx({"word/document.xml": b"\x00" * 10_000_000})}, id="archive in it"
        ),
    ],
)
def test_a_bomb_is_named_as_unread_and_is_never_an_empty_form(
    reader: Reader, content: Callable[[], dict[str, bytes]]
) -> None:
    raw = multipart(part("Here is my form. Ana"), attached(_docx(content()), "Casework form.docx"))
    reading = reader.read(raw)
    assert reading.forms == ()
    assert reading.unread == ("Casework form.docx",)
    assert reading.problems
    assert reading.kind is Kind.FORM
    assert "root:" not in reading.letter.text


# --- ends of a child ---------------------------------------------------------------------------------------


class _Doing:
    """Runs one contained child in a process of this test, with a body of the test's own."""

    def __init__(self, body: Callable[[], object]) -> None:
        self._body = body

    def answer(self) -> str:
        """What the body gave behind the walls, or how the child ended."""
        reading_end, writing_end = os.pipe()
        walls = sandbox.prepare(memory=256 * 1024 * 1024, cpu_seconds=1)
        process = os.fork()
        if process == 0:
            try:
                sandbox.enter(walls, writing_end)
                said = str(self._body())
            except BaseException as error:  # noqa: BLE001 - it is the answer
                said = type(error).__name__
            os.write(writing_end, said.encode()[:4000])
            os._exit(0)
        os.close(writing_end)
        if walls.rules is not None:
            os.close(walls.rules)
        with os.fdopen(reading_end) as pipe:
            said = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        return said if code == 0 else f"ended with {code}"


needs_landlock = pytest.mark.skipif(landlock.abi() == 0, reason="this kernel has no Landlock")
needs_filter = pytest.mark.skipif(not seccomp.program(), reason="no system call filter for this machine")


def _connect(kind: socket.SocketKind) -> object:
    with closing(socket.socket(socket.AF_INET, kind)) as channel:
        channel.connect(("127.0.0.1", 9))
    return "connected"


@needs_landlock
def test_a_child_reads_no_file_of_anybodys(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary", encoding="ascii")
    assert _Doing(secret.read_text).answer() == "PermissionError"
    assert _Doing(lambda: list(tmp_path.iterdir())).answer() == "PermissionError"
    assert _Doing(lambda: Path("/etc/passwd").read_text()).answer() == "PermissionError"


def test_a_child_writes_no_file(tmp_path: Path) -> None:
    answer = _Doing(lambda: (tmp_path / "new").write_bytes(b"x" * 100)).answer()
    assert answer in ("PermissionError", "OSError", f"ended with {-signal.SIGXFSZ}")
    assert not (tmp_path / "new").exists() or (tmp_path / "new").stat().st_size == 0


@needs_filter
@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_child_speaks_to_no_network(kind: socket.SocketKind) -> None:
    assert _Doing(lambda: _connect(kind)).answer() == "PermissionError"


@needs_filter
def test_a_child_starts_no_program_and_no_process() -> None:
    assert _Doing(lambda: os.execv(sys.executable, [sys.executable])).answer() == "PermissionError"
    assert _Doing(os.fork).answer() in ("PermissionError", "BlockingIOError")
    assert _Doing(lambda: os.kill(os.getppid(), 0)).answer() == "PermissionError"


def test_a_child_has_no_more_memory_than_allowed() -> None:
    assert _Doing(lambda: len(b"x" * (600 * 1024 * 1024))).answer() == "MemoryError"


def test_a_child_that_computes_for_ever_is_ended() -> None:
    def for_ever() -> object:
        while True:
            pass

    assert _Doing(for_ever).answer() in (f"ended with {-signal.SIGXCPU}", f"ended with {-signal.SIGKILL}")


def test_late_imports_from_pythons_own_library_still_work() -> None:
    sys.modules.pop("wave", None)
    assert _Doing(lambda: __import__("wave").__name__).answer() == "wave"


def _served(body: Callable[[], None], wall_seconds: float = 10) -> tuple[Ending, bytes]:
    """How the fork server sees a child end whose reading is replaced by `body`, told from what it would write."""
    reading_end, writing_end = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading_end)
        os.dup2(writing_end, 99)
        body()
        os._exit(0)
    os.close(writing_end)
    child = forkserver._Child(1, process, reading_end, Deadline(time.monotonic() + wall_seconds, 0))
    while (ending := forkserver._listen(child)) is None:
        pass
    return ending, bytes(child.written)


def _whole() -> bytes:
    return framed(pack(read_in_process(HELP, SETTINGS)))


def _kill_self() -> None:
    faulthandler.disable()
    os.write(99, _whole())
    os.kill(os.getpid(), signal.SIGSEGV)


def _no_memory() -> None:
    os._exit(77)


def _garbage() -> None:
    os.write(99, b"\x00\x00\x00\x05trash" + LENGTH.pack(0))


def _closes_and_stays() -> None:
    os.close(99)
    os.closerange(3, 99)
    while True:
        signal.pause()


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        (_kill_self, Ending.CRASHED),
        (_no_memory, Ending.OUT_OF_MEMORY),
        (_garbage, Ending.DONE),
        (_closes_and_stays, Ending.CRASHED),
        (lambda: os.kill(os.getpid(), signal.SIGXCPU), Ending.OUT_OF_TIME),
    ],
)
def test_every_end_of_a_child_is_an_answer(body: Callable[[], None], ending: Ending) -> None:
    seen, written = _served(body)
    assert seen is ending or (body is _garbage and seen in (Ending.DONE, Ending.CRASHED))
    reading = _settled(HELP, seen, written)
    assert reading.letter.sha256 == read_in_process(HELP, SETTINGS).letter.sha256
    assert reading.problems


def test_a_letter_whose_documents_brought_the_child_down_keeps_its_words() -> None:
    reading = _settled(HELP, *_served(_kill_self))
    assert reading.letter.text.startswith("I have a hearing")
    assert reading.problems == (
        "The documents of this letter could not be read: the reader broke down over it. Please open them yourself.",
    )


def test_a_reading_of_another_letter_is_not_believed() -> None:
    written = _whole() + LENGTH.pack(0)
    assert _settled(HELP, Ending.DONE, written).problems == ()
    reading = _settled(letter("something else"), Ending.DONE, written)
    assert reading.letter.text == "" and reading.problems


@pytest.mark.long
def test_a_child_that_takes_too_long_is_stopped_and_the_next_letter_served() -> None:
    slow = multipart(part("Form attached"), attached(_slow_docx(), "form.docx"))
    with Reader(SETTINGS, wall_seconds=0.05) as reader:
        began = time.monotonic()
        reading, after = reader.read_many([slow, HELP])
        assert time.monotonic() - began < 20
    assert reading.letter.sha256 and after.letter.sha256
    assert reading.forms == ()
    assert "it took too long" in reading.problems[-1]


def _slow_docx() -> bytes:
    row = b"<w:tr>" + b"<w:tc><w:p><w:r><w:t>some words here</w:t></w:r></w:p></w:tc>" * 4 + b"</w:tr>"
    namespace = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    start = b'<w:document xmlns:w="' + namespace + b'"><w:body><w:tbl>'
    document = start + row * 20_000 + b"</w:tbl></w:body></w:document>"
    return _docx({"word/document.xml": document}, zipfile.ZIP_STORED)


# --- the fork server ---------------------------------------------------------------------------------------


@pytest.mark.long
def test_a_killed_server_is_started_again_and_no_letter_is_lost() -> None:
    with Reader(SETTINGS) as reader:
        assert reader.walls()
        letters = reader.read_many([letter("x", subject=f"{n}") for n in range(20)])
        seen = [next(letters).letter.subject]
        assert reader._line is not None
        os.kill(reader._line.process_id, signal.SIGKILL)
        seen += [reading.letter.subject for reading in letters]
        assert seen == [str(n) for n in range(20)]
        assert reader.read(HELP).problems == ()


def test_a_reader_that_cannot_start_blames_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    with Reader(SETTINGS) as reader:
        with monkeypatch.context() as broken:
            broken.setattr(sys, "executable", "/nowhere/python")
            assert reader.walls() == ""
            with pytest.raises(ReaderUnavailable, match="casework check"):
                reader.read(HELP)
        assert reader.read(HELP).problems == ()


@pytest.mark.long
def test_a_reader_may_begin_early_or_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    with Reader(SETTINGS) as reader:
        with monkeypatch.context() as broken:
            broken.setattr(sys, "executable", "/nowhere/python")
            reader.begin()
        reader.begin()
        assert reader._line is not None
        server = reader._line.process_id
        reader.begin()
        assert reader.read(HELP).problems == () and "512 MB" in reader.walls()
        assert reader._line.process_id == server
        reader.close()
        reader.begin()
        os.kill(reader._line.process_id, signal.SIGKILL)
        assert reader.read(HELP).problems == ()


def test_closing_a_reader_leaves_no_process() -> None:
    reader = Reader(SETTINGS)
    reader.read(HELP)
    assert reader._line is not None
    server = reader._line.process_id
    reader.close()
    reader.close()
    assert not _alive(server)


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_main_program_that_dies_leaves_no_orphan(number: signal.Signals) -> None:
    program = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from ingest.reader import Reader; from ingest.reading import FormSettings\n"
        "reader = Reader(FormSettings({}, {})); reader.read(b'x')\n"
        "print(reader._line.process_id, flush=True); time.sleep(60)"
    )
    root = str(Path(__file__).resolve().parents[1])
    with subprocess.Popen([sys.executable, "-c", program, root], stdout=subprocess.PIPE, text=True) as main:
        assert main.stdout is not None
        server = int(main.stdout.readline())
        assert _alive(server)
        main.send_signal(number)
        main.wait()
    assert _wait_until(lambda: not _alive(server))


def test_the_server_inherits_no_secret_and_no_descriptor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORK_CANARY", "secret")
    with closing(socket.socket()) as ours, Reader(SETTINGS) as reader:
        ours.set_inheritable(True)
        reader.read(HELP)
        assert reader._line is not None
        place = Path(f"/proc/{reader._line.process_id}")
        assert b"CANARY" not in (place / "environ").read_bytes()
        inode = f"socket:[{os.fstat(ours.fileno()).st_ino}]"
        assert inode not in {str(each.readlink()) for each in (place / "fd").iterdir()}


def test_the_walls_are_told_in_words(reader: Reader) -> None:
    assert "512 MB" in reader.walls()


# --- the codec and what is shown ---------------------------------------------------------------------------

READING = Reading(
    letter=Letter(
        "ab" * 32,
        message_id="<one@post.example>",
        from_address="ana@post.example",
        to=("casework@branch.example",),
        date=datetime(2026, 3, 3, 10, tzinfo=UTC),
        attachments=(Attachment("form.docx", "application/zip", 3, "cd" * 32),),
    ),
    kind=Kind.FORM,
    forms=(
        Form(
            {"member_name": "Ana", "categories": ("pay_grading",), "consent": True},
            "form.docx",
            {"member_name": 0.99},
            ("email",),
            ("categories",),
        ),
    ),
    unread=("photo.jpg",),
    problems=("One sentence.",),
)


def test_a_reading_goes_through_the_pipe_unchanged() -> None:
    assert unpack(pack(READING)) == READING
    settings = FormSettings({"member_name": ("Who are you",)}, {"pension": ("USS",)}, ("email",), "IE")
    assert unpack_settings(pack_settings(settings)) == settings


@pytest.mark.parametrize(
    "trash",
    [b"", b"{}", b"null", b'{"letter": 1}', pack(READING)[:-1], pack(READING).replace(b'"form"', b'"x"')],
)
def test_garbage_is_no_reading(trash: bytes) -> None:
    with pytest.raises(Garbled):
        unpack(trash)


def test_frames_are_cut_where_they_break_off() -> None:
    assert frames(framed(b"one") + framed(b"two") + LENGTH.pack(0)) == ([b"one", b"two"], True)
    assert frames(framed(b"one") + framed(b"two")[:-1]) == ([b"one"], False)
    assert frames(b"\xff\xff\xff\xff") == ([], False)


def test_what_read_prints_has_the_agreed_shape() -> None:
    shown = json.loads(json.dumps(reading_to_json(READING, "x.eml")))
    assert list(shown) == ["file", "kind", "automatic", "evidence", "letter", "forms", "problems"]
    assert list(shown["letter"]) == [
        "sha256", "message_id", "from_name", "from_address", "reply_to", "to", "subject", "date",
        "in_reply_to", "references", "text", "reply", "attachments", "failed_addresses",
    ]  # fmt: skip
    assert shown["letter"]["date"] == "2026-03-03T10:00:00+00:00"
    assert shown["letter"]["attachments"] == [
        {"name": "form.docx", "content_type": "application/zip", "size": 3, "sha256": "cd" * 32}
    ]
    assert shown["forms"] == [
        {
            "member_name": "Ana",
            "categories": ["pay_grading"],
            "consent": True,
            "_source": "form.docx",
            "_confidence": {"member_name": 0.99},
            "_missing": ["email"],
            "_doubtful": ["categories"],
            "_where": {},
        }
    ]
    assert reading_to_json(replace(READING, letter=Letter("")), "x")["letter"]["date"] is None  # type: ignore[index]
