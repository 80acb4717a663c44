"""What a document needs done by a program, asked for in one round and there in the next."""

from __future__ import annotations

import pytest

from ingest.documents.zipped import Unreadable
from ingest.errand import Done, Errand, Errands, Wanted, pack_done, packed_errand, parted, unpack_done


def test_what_was_not_done_is_wanted_once_and_read_in_the_next_round() -> None:
    first = Errands(["letters"])
    for _ in range(2):
        with pytest.raises(Wanted):
            first.ask("letters", b"a page")
    (errand,) = first.wanted
    second = Errands(["letters"], [Done(errand.key, b"words")])
    assert second.ask("letters", b"a page") == b"words" and second.wanted == ()
    with pytest.raises(Wanted):
        second.ask("letters", b"another page")


def test_a_program_that_is_not_there_or_that_failed_leaves_the_document_unread() -> None:
    with pytest.raises(Unreadable, match="no program"):
        Errands().ask("letters", b"a page")
    failed = Errands(["letters"], [Done(Errand("letters", b"a page").key, reason="it took too long")])
    with pytest.raises(Unreadable, match="took too long"):
        failed.ask("letters", b"a page")


def test_errands_and_results_go_through_the_pipes_unchanged() -> None:
    errands = [Errand("letters", b"\n?\x00{}"), Errand("office", b"")]
    assert parted([b"{}", *map(packed_errand, errands)]) == ([b"{}"], errands)
    done = [Done(errands[0].key, b"+-\n\x00"), Done(errands[1].key, reason="it took too long")]
    assert list(unpack_done(pack_done(done))) == done
