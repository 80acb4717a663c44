"""What the coordinator does in the sheet, through the whole engine: nothing of hers is lost or misread."""

from __future__ import annotations

from collections import Counter

import pytest

from jobs import meant
from jobs.journal import cases
from tests.support.engine import copied, desk, text_of

ANA = "ana@home.example"
REF = "C-2026-0001"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Three cases: lived through once, and copied for each test."""
    with desk(tmp_path_factory.mktemp("once")) as made:
        for name in ("Mo Adeyemi", "Gil Penn", "Ida Moss"):
            made.form(name, f"{name.split()[0].lower()}@member.example")
        made.turn()
        yield made


@pytest.fixture
def at(once, tmp_path):
    with copied(once, tmp_path) as made:
        yield made


def numbered(at, ref, tab="Cases"):
    return next(n for n, row in enumerate(at.human.rows(tab), 2) if row["Ref"] == ref)


def test_sorting_and_inserting_between_turns_changes_nothing_but_places(at):
    at.human.sort("Cases", "Department")
    at.human.insert_column("Cases", 3, "My scribbles")
    at.human.set_cell("Cases", 3, "My scribbles", "ring her")
    at.human.set_cell("Cases", 3, "Notes", "mine")
    scribbled = at.human.cell("Cases", 3, "Ref")
    at.choose(REF, "Decision", "Approve")
    at.settle()
    rows = {row["Ref"]: row for row in at.human.rows("Cases")}
    assert len(rows) == 3
    assert (rows[scribbled]["My scribbles"], rows[scribbled]["Notes"]) == ("ring her", "mine")
    assert rows[REF]["Status"] == "Offered"
    assert len(at.notices("offered")) == 2  # a pair


def test_a_renamed_header_that_people_also_use_goes_on_working(at):
    at.human.rename_header("Cases", "Decision", "Allocate to")
    at.choose(REF, "Allocate to", "Ben")
    at.settle()
    assert at.case_row(REF)["Allocate to"] == "Ben Osei"


def test_our_cells_are_put_back_and_it_is_journaled(at):
    before = at.case_row(REF)["Why"]
    at.choose(REF, "Why", "because")
    at.settle()
    assert at.case_row(REF)["Why"] == before


def test_a_deleted_row_stays_deleted_is_asked_about_once_and_comes_back_when_typed_in(at):
    at.human.delete_row("Cases", numbered(at, REF))
    at.settle()
    assert REF not in [row["Ref"] for row in at.human.rows("Cases")]
    (told,) = at.notices("attention")
    assert 'It also goes onto the tab "Needs attention"' in text_of(told)
    assert "no longer in the register" in str(at.human.rows("Needs attention")[-1]["What happened"])
    at.human.set_cell("Cases", 4, "Ref", REF)
    at.human.set_cell("Cases", 4, "Category", "pay or grading")  # what she writes there herself stands
    at.settle()
    row = at.case_row(REF)
    assert row["Suggested"] and (row["Status"], row["Department"]) == ("New", "Physics")
    assert row["Category"] == "pay or grading"
    assert at.case_row("C-2026-0002")["Suggested"]
    assert len(at.notices("attention")) == 1


def test_other_words_in_a_row_put_back_are_heard_or_told_and_never_passed_over(at):
    at.choose(REF, "Caseworker", "Ben Osei")
    at.settle()
    at.human.delete_row("Cases", numbered(at, REF))
    at.settle()
    for column, words in {
        "Ref": REF,
        "Caseworker": "Ana Ruiz",
        "Department": "Music",
        "Second": "Cara Lund",
    }.items():
        at.human.set_cell("Cases", 4, column, words)
    sent = len(at.notices())
    at.settle()
    with at.world.journal.begin() as book:
        case = cases.get(book, REF)
    assert (case.lead, case.second, case.member.department) == ("ben@home.example", "", "Music")
    [line] = [row for row in at.human.rows("Needs attention") if "is back" in str(row["What happened"])]
    assert "under: Caseworker, Second." in line["What happened"] and "Ben Osei" in line["What to do"]
    assert len(at.notices()) == sent
    at.choose(REF, "Caseworker", "Ben Osei")
    at.settle()
    at.choose(REF, "Caseworker", "Ana Ruiz")
    at.settle()
    with at.world.journal.begin() as book:
        assert cases.get(book, REF).lead == "ana@home.example"


def test_words_in_a_row_that_stands_there_before_ours_is_made_are_heard_as_well(at):
    """The first mail named the reference, and she typed the row while the file was open in a program."""
    open_elsewhere = at.folder / "~$register.xlsx"
    open_elsewhere.write_bytes(b"\x04Cara" + b" " * 160)
    at.form("Ida Berg", "ida@home.example", department="Drama")
    at.turn()
    open_elsewhere.unlink()
    ref = "C-2026-0004"
    with at.world.journal.begin() as book:
        assert not cases.get(book, ref).row_gone and len(at.human.rows("Cases")) == 3
    for column, words in {"Ref": ref, "Category": "pay or grading", "Caseworker": "Ana Ruiz"}.items():
        at.human.set_cell("Cases", 5, column, words)
    at.settle()
    with at.world.journal.begin() as book:
        case = cases.get(book, ref)
    row = at.case_row(ref)
    assert (case.categories, case.lead) == (("pay_grading",), "")
    assert (row["Category"], row["Status"], row["Department"]) == ("pay or grading", "New", "Drama")
    assert row["Caseworker"] == "Ana Ruiz"
    [line] = [row for row in at.human.rows("Needs attention") if "under: " in str(row["What happened"])]
    assert "stood there before the service made it" in line["What happened"]
    assert "under: Caseworker." in line["What happened"] and "is back" not in line["What happened"]


def test_a_reference_that_stands_in_a_row_of_her_own_is_given_to_no_case(at):
    for row, ref in ((5, "c-2026-0004"), (6, "C-2026-0005"), (7, "C-2026-9999")):
        at.human.set_cell("Cases", row, "Ref", ref)
        at.human.set_cell("Cases", row, "Why", "hers")
    at.turn()
    at.form("Ida Berg", "ida@home.example", department="Drama")
    at.settle()
    rows = {str(row["Ref"]): row for row in at.human.rows("Cases")}
    assert [rows[ref]["Why"] for ref in ("c-2026-0004", "C-2026-0005", "C-2026-9999")] == ["hers"] * 3
    assert rows["C-2026-0006"]["Department"] == "Drama"


def test_a_doubled_reference_is_left_alone_told_once_and_served_again_when_mended(at):
    at.human.set_cell("Cases", numbered(at, "C-2026-0002"), "Ref", REF)
    at.settle()
    at.settle()
    told = [
        row for row in at.human.rows("Needs attention") if "more than one row" in str(row["What happened"])
    ]
    assert len(told) == 1
    assert at.notices("offered") == []
    second = [n for n, row in enumerate(at.human.rows("Cases"), 2) if row["Ref"] == REF][1]
    at.human.set_cell("Cases", second, "Ref", "C-2026-0002")
    at.choose(REF, "Decision", "Approve")
    at.settle()
    assert len(at.notices("offered")) == 2  # a pair


def test_a_register_without_headers_stops_the_writing_tells_the_coordinator_and_loses_nothing(at):
    for header in ("Ref", "Status", "Decision"):
        at.human.rename_header("Cases", header, "")
    at.form("Una Holt", "una@member.example")
    turn = at.turn(minutes=5)
    assert "Ref" in turn.troubles["register"]
    assert [str(mail["To"]) for mail in at.notices("acknowledged", "una@")] == ["una@member.example"]
    at.turn(minutes=5)
    told = at.notices("attention")
    assert [str(mail["To"]) for mail in told] == ["moira.fenn@home.example"]
    assert "Ref" in text_of(told[0]) and 'on the tab "Needs' not in text_of(told[0])
    assert 'onto the tab "Needs' not in text_of(told[0])  # nothing can be written there, and nothing is


def test_emptying_the_whole_tab_is_taken_for_an_accident(at):
    for number in (4, 3, 2):
        at.human.delete_row("Cases", number)
    turn = at.turn(minutes=5)
    assert "gone" in turn.troubles["register"]


def test_a_wrong_name_in_the_decision_column_is_answered_in_our_column_and_asks_nobody(at):
    at.choose(REF, "Decision", "Bob Nobody")
    at.settle()
    assert "not a name on the Caseworkers tab" in at.case_row(REF)["Check"]
    assert at.notices("offered") == []
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    assert len(at.notices("offered", ANA)) == 1
    assert "Decision:" not in str(at.case_row(REF)["Check"] or "")


@pytest.mark.parametrize("word", ["Done", "Close", "re-opened", None])
def test_a_status_that_is_none_is_answered_in_our_column_until_it_is_one(at, word):
    at.choose(REF, "Status", word)
    at.settle()
    row = at.case_row(REF)
    assert row["Status"] == word  # hers, and left as it is
    assert str(row["Check"]).startswith("Status: ") and str(row["Check"]).endswith("The case goes on as New.")
    assert at.human.rows("Needs attention") == []
    at.choose(REF, "Status", "closed")
    at.settle()
    assert (at.case_row(REF)["Status"], at.case_row(REF)["Check"]) == ("Closed", None)


def test_closing_a_case_withdraws_its_offer(at):
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    at.choose(REF, "Status", "Closed")
    at.settle()
    assert len(at.notices("withdrawn", ANA)) == 1
    assert at.case_row(REF)["Asked"] is None


def test_a_corrected_address_on_contacts_is_where_we_write_from_then_on(at):
    at.choose(REF, "Email", "mo.new@member.example", tab="Contacts")
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    at.answer(at.notices("offered")[0], "yes")
    at.settle()
    assert [str(mail["To"]) for mail in at.notices("introduced_member")] == ["mo.new@member.example"]


def test_an_address_that_was_emptied_is_said_and_a_pasted_link_is_the_address(at):
    at.choose(REF, "Email", "mailto:New@home.example", tab="Contacts")
    at.settle()
    at.choose(REF, "Email", None, tab="Contacts")
    at.settle()
    assert "no address any more" in at.case_row(REF)["Check"]
    at.choose(REF, "Email", "mailto:New@home.example", tab="Contacts")
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    assert "no address" not in str(at.case_row(REF)["Check"])
    at.answer(at.notices("offered")[0], "yes")
    at.settle()
    assert len(at.notices("introduced_member", "new@home.example")) == 1


def test_a_caseworker_who_goes_away_is_suggested_no_more(at):
    first = str(at.case_row(REF)["Suggested"]).split(" and ")[0]
    row = next(n for n, row in enumerate(at.human.rows("Caseworkers"), 2) if row["Name"] == first)
    at.human.set_cell("Caseworkers", row, "Paused", "Yes")
    at.settle()
    assert at.case_row(REF)["Suggested"]
    assert first not in str(at.case_row(REF)["Suggested"])


def test_the_load_of_everyone_is_shown_beside_their_name(at):
    at.choose(REF, "Decision", "Ana Ruiz")
    at.settle()
    rows = {row["Name"]: row for row in at.human.rows("Caseworkers")}
    assert (rows["Ana Ruiz"]["Open cases"], rows["Ana Ruiz"]["Points"]) == (1, 6)
    assert rows["Ben Osei"]["Open cases"] == 0


def test_the_same_wrong_in_one_more_row_is_told_too_and_a_sort_is_no_news(at):
    def told():
        return [str(row["What happened"]) for row in at.human.rows("Needs attention")]

    for number, case in enumerate(("the first", "the second", REF), 2):
        at.human.set_cell("Key dates", number, "Case", case)
        at.human.set_cell("Key dates", number, "Date", "3 Dec 2026")
    at.settle()
    (once,) = told()
    assert once.startswith("Row 2 of") and once.endswith("The same is so in row 3.")
    at.human.sort("Key dates", "Case")
    at.settle()
    assert told() == [once]
    at.human.set_cell("Key dates", 5, "Date", "4 Dec 2026")
    at.human.set_cell("Key dates", 5, "Case", "the third")
    at.settle()
    assert told()[1].endswith("The same is so in rows 4 and 5.")
    at.human.set_cell("Key dates", 5, "Case", REF)
    at.settle()
    at.human.set_cell("Key dates", 5, "Case", "the fourth")
    at.settle()
    assert len(told()) == 3


def test_an_open_workbook_waits_and_says_so_and_mail_goes_on(at):
    lock = at.folder / ".~lock.register.xlsx#"
    lock.write_text(",moira,desk,23.11.2026 10:00,file:///x;")
    at.form("Una Holt", "una@member.example")
    turn = at.turn(minutes=5)
    assert "open" in turn.troubles["register"]
    assert at.notices("acknowledged", "una@")
    assert len(at.human.rows("Cases")) == 3
    lock.unlink()
    at.settle()
    assert len(at.human.rows("Cases")) == 4


def test_a_formula_or_a_zero_at_the_front_stays_text(at):
    at.form("=HYPERLINK(1)", "odd@member.example", department="=1+1")
    at.settle()
    row = at.human.rows("Cases")[-1]
    assert row["Department"] == "=1+1"
    from openpyxl import load_workbook

    sheet = load_workbook(at.folder / "register.xlsx")["Cases"]
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


@pytest.mark.long
def test_rows_gone_at_once_stop_the_writing_until_they_were_meant_to_go(at):
    for name in ("Una Holt", "Rhys Pugh", "Jo Lund", "Ade Bello", "Kit Shah", "Lea Marsh"):
        at.form(name, f"{name.split()[0].lower()}@member.example")
    at.turn()
    for _ in range(8):
        at.human.delete_row("Cases", 2)
    turn = at.turn(minutes=5)
    assert "casework meant" in turn.troubles["register"]
    with at.world.journal.begin() as book:
        meant.say(book, at.now)
    at.settle()
    assert not at.turn(minutes=5).troubles
    assert len(at.human.rows("Cases")) == 1
    with at.world.journal.begin() as book:
        assert not meant.is_said(book, at.now)  # it counted for that look alone


def people(at):
    return [row["Name"] for row in at.human.rows("Caseworkers")]


def test_caseworkers_gone_at_once_stop_the_service_and_nobody_hears_of_it_but_the_coordinator(at):
    before, sent = at.case_row(REF), Counter(one["To"] for one in at.notices())
    held = (at.folder / "register.xlsx").read_bytes()
    for _ in people(at):
        at.human.delete_row("Caseworkers", 2)
    turn = at.turn(minutes=5)
    assert "rows are gone from the tab Caseworkers" in turn.troubles["register"]
    assert "casework meant" in turn.troubles["register"]
    assert at.case_row(REF) == before
    new = Counter(one["To"] for one in at.notices()) - sent
    assert len(new) == 1 and at.world.branch.coordinator.email in str(new)
    (at.folder / "register.xlsx").write_bytes(held)
    at.settle()
    assert at.case_row(REF) == before


def test_one_who_goes_is_no_accident(at):
    at.human.delete_row("Caseworkers", 2)
    assert not at.turn(minutes=5).troubles


def test_what_keeps_people_from_cases_cannot_be_wiped_by_a_slip(at):
    for number in range(len(people(at)), 8):
        at.human.add_row("Caseworkers", Name=f"Vol {number}", Email=f"vol{number}@home.example")
    numbers = range(2, len(people(at)) + 2)
    for number in numbers:
        at.human.set_cell("Caseworkers", number, "Department", "Law")
    at.settle()
    for number in numbers:
        at.human.set_cell("Caseworkers", number, "Department", None)
    turn = at.turn(minutes=5)
    assert 'cells under "Department" on the tab Caseworkers were emptied' in turn.troubles["register"]
    with at.world.journal.begin() as book:
        meant.say(book, at.now)
    at.settle()
    assert not at.turn(minutes=5).troubles


def test_dates_to_come_that_are_gone_at_once_stop_the_service_and_those_that_are_over_do_not(at):
    def noted(day):
        for ref in (REF, "C-2026-0002", "C-2026-0003"):
            at.human.add_row("Key dates", Case=ref, Date=day, What="Hearing")

    noted("1 March 2026")
    at.settle()
    for _ in range(3):
        at.human.delete_row("Key dates", 2)
    assert not at.turn(minutes=5).troubles
    noted("8 March 2027")
    at.settle()
    for _ in range(3):
        at.human.delete_row("Key dates", 2)
    assert "3 of 3 rows are gone from the tab Key dates" in at.turn(minutes=5).troubles["register"]
