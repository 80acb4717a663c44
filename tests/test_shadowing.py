"""Somebody who learns comes along: the member first, then everybody's calendars (SD-02, SD-03)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casework.intake import form_received as decide_form
from casework.model import Absence, Caseworker, KeyDate, Level, OpenCase, Status, Team
from casework.own_word import Standing
from casework.shadowing import look
from casework.staffing import staffing
from jobs.journal import cases
from tests.support.branches import BRANCH, CASEWORKERS, MONDAY, POLICY, form_received
from tests.support.engine import desk, text_of
from tests.test_answering import copied

ANA, BEN, CARA = (person.email for person in CASEWORKERS)
PRIYA = "priya@home.example"
REF = "C-2026-0001"
JO = BRANCH.coordinator.email
MO = "mo@home.example"
DAY = date(2026, 12, 10)


def type_line(at, tab, **cells):
    """A new line on a tab: one sitting of a person."""
    with at.human.at_work(tab) as sheet:
        headers = [cell.value for cell in sheet[1]]
        filled = [number for number in range(2, 99) if any(cell.value for cell in sheet[number])]
        number = max(filled, default=1) + 1
        for title, value in cells.items():
            sheet.cell(number, headers.index(title) + 1).value = value


def learner(at, name="Priya Nair", address=PRIYA):
    """Somebody on the Caseworkers tab who only watches."""
    type_line(at, "Caseworkers", Name=name, Email=address, Level="Shadow")


def days_of(at, who, *days):
    for day in days:
        type_line(at, "Availability", Who=who, From=day, To=day, What="Shadow")


@pytest.fixture(scope="module")
def taken_once(tmp_path_factory):
    """Ana has Mo's case, and Priya, who learns, is on the tab."""
    with desk(tmp_path_factory.mktemp("along")) as made:
        learner(made)
        made.form()
        made.turn()
        made.answer(made.notices("suggested")[0], "Ana Ruiz")
        made.turn(minutes=5)
        made.answer(made.notices("offered")[0], "yes happy to")
        made.settle()
        yield made


@pytest.fixture(scope="module")
def asked_once(taken_once, tmp_path_factory):
    """Priya could come to a meeting on 10 December at 2pm: Mo has been asked."""
    with copied(taken_once, tmp_path_factory.mktemp("asked")) as made:
        type_line(made, "Key dates", Case=REF, Date=DAY, What="meeting with HR, 2pm")
        days_of(made, "Priya Nair", DAY, date(2026, 12, 17))
        made.settle()
        yield made


@pytest.fixture(scope="module")
def agreed_once(asked_once, tmp_path_factory):
    """Mo has said yes, and all have the date."""
    with copied(asked_once, tmp_path_factory.mktemp("agreed")) as made:
        made.answer(made.notices("shadow_asked", MO)[0], "Yes, that's fine")
        made.settle()
        yield made


@pytest.fixture
def taken(taken_once, tmp_path):
    with copied(taken_once, tmp_path) as made:
        yield made


@pytest.fixture
def asked(asked_once, tmp_path):
    with copied(asked_once, tmp_path) as made:
        yield made


@pytest.fixture
def agreed(agreed_once, tmp_path):
    with copied(agreed_once, tmp_path) as made:
        yield made


def entry(mail):
    """The attached date, as the lines of its file, read by the rules of RFC 5545: unfolded, name to value."""
    [part] = [part for part in mail.iter_attachments() if part.get_content_type() == "text/calendar"]
    raw = part.get_payload(decode=True)
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    lines = raw.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found = {}
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        found.setdefault(name.partition(";")[0], value)
        found[name] = value
    assert found["METHOD"] == part.get_param("method")
    assert {"VERSION", "PRODID", "UID", "DTSTAMP", "SEQUENCE", "ORGANIZER", "DTSTART"} <= found.keys()
    assert "ATTENDEE" not in found  # RFC 5546 §3.2.1: none in what is published
    return found


def everything(at):
    return [text_of(mail) for mail in at.notices()]


def shadow_notices(at):
    return [
        mail for kind in ("invited", "comes", "off", "not_coming") for mail in at.notices(f"shadow_{kind}")
    ]


# --- the member is asked first ----------------------------------------------------------------------------


def test_the_member_is_asked_by_name_and_nobody_is_told_before(asked):
    [question] = asked.notices("shadow_asked", MO)
    text = text_of(question)
    assert "Priya Nair" in text and "Thursday 10 December 2026 at 2pm" in text and "Ana Ruiz" in text
    assert "You need not give a reason" in text and "HR" not in text
    assert shadow_notices(asked) == []


def test_a_yes_brings_the_date_to_all_who_will_be_there(agreed):
    [to_priya] = agreed.notices("shadow_invited", PRIYA)
    [to_ana] = agreed.notices("shadow_comes", ANA)
    first, second = entry(to_priya), entry(to_ana)
    assert first["METHOD"] == "PUBLISH" and first["UID"] == second["UID"]
    assert first["DTSTART"] == "20261210T140000Z" and first["DURATION"] == "PT1H"
    assert first["SEQUENCE"] == "0" and first["STATUS"] == "CONFIRMED"
    assert "Priya Nair comes along on 10 December" in str(agreed.case_row(REF)["Check"])
    assert "Thank you. Priya Nair will come along" in text_of(agreed.notices("shadow_answered", MO)[0])


def test_nothing_in_invitation_or_calendar_says_who_the_member_is_or_what_it_is_about(agreed):
    [mail] = agreed.notices("shadow_invited", PRIYA)
    [part] = mail.iter_attachments()
    told = text_of(mail) + part.get_payload(decode=True).decode() + str(mail["Subject"])
    for word in ("Mo ", "Adeyemi", MO, "disciplin", "Physics", "HR"):
        assert word not in told
    assert not re.search(r"C-2026|Ana|Priya", part.get_payload(decode=True).decode())


def test_a_no_needs_no_reason_and_is_for_good(asked):
    asked.answer(asked.notices("shadow_asked", MO)[0], "I'd rather not, thanks")
    type_line(asked, "Key dates", Case=REF, Date=date(2026, 12, 17), What="second meeting")
    asked.settle()
    assert "will not be there" in text_of(asked.notices("shadow_answered", MO)[0])
    assert len(asked.notices("shadow_asked")) == 1 and shadow_notices(asked) == []


def test_silence_is_no_and_nobody_is_chased(asked):
    before = len(asked.notices())
    asked.turn(days=4)
    asked.settle()
    assert [str(mail["X-Casework-Notice-Id"]) for mail in asked.notices()[before:]] == []
    with asked.world.journal.begin() as book:
        assert "silence is no" in " ".join(why for _, _, why in cases.story(book, REF))


def test_a_yes_that_comes_late_is_still_a_yes_while_there_is_time(asked):
    asked.turn(days=7)
    asked.answer(asked.notices("shadow_asked", MO)[0], "Yes")
    asked.settle()
    assert len(asked.notices("shadow_invited", PRIYA)) == 1


def test_words_that_are_neither_bring_nobody_and_a_person_reads_them(asked):
    asked.answer(asked.notices("shadow_asked", MO)[0], "Who is Priya? Does she work in my department?")
    asked.settle()
    assert shadow_notices(asked) == [] and len(asked.notices("news", ANA)) == 1
    assert any(
        "neither a yes nor a no" in str(row["What happened"]) for row in asked.human.rows("Needs attention")
    )


def test_what_else_the_member_writes_beside_a_yes_is_news_of_the_case(asked):
    asked.answer(
        asked.notices("shadow_asked", MO)[0], "Yes please.\n\nBy the way HR have sent me another letter."
    )
    asked.settle()
    assert len(asked.notices("shadow_invited")) == 1 and len(asked.notices("news", ANA)) == 1


def test_a_yes_that_is_not_the_member_s_does_nothing(asked):
    [question] = asked.notices("shadow_asked", MO)
    asked.answer(question, "YES", "Somebody <else@home.example>")
    asked.answer(question, "YES", f"Priya Nair <{PRIYA}>")
    asked.answer(question, "YES", Auto_Submitted="auto-replied")
    asked.answer(question, "YES", To=BRANCH.address, In_Reply_To="<other@home.example>")
    asked.answer(question, "> YES")
    asked.settle()
    assert shadow_notices(asked) == [] and asked.notices("shadow_answered") == []


def test_the_member_may_change_their_mind_on_the_day(agreed):
    agreed.now = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    agreed.turn()
    agreed.answer(agreed.notices("shadow_answered", MO)[0], "NO")
    agreed.settle()
    off = {str(mail["To"]): entry(mail) for mail in agreed.notices("shadow_off")}
    assert set(off) == {PRIYA, ANA}
    assert {(one["METHOD"], one["SEQUENCE"], one["STATUS"]) for one in off.values()} == {
        ("CANCEL", "1", "CANCELLED")
    }
    assert off[ANA]["UID"] == entry(agreed.notices("shadow_comes", ANA)[0])["UID"]
    assert "no need to ask why" in text_of(agreed.notices("shadow_off", ANA)[0])
    assert "comes along" not in str(agreed.case_row(REF)["Check"])


# --- what calls it off ------------------------------------------------------------------------------------


def test_a_date_that_moves_takes_the_entry_out_and_asks_again_about_the_new_one(agreed):
    agreed.human.set_cell("Key dates", 2, "Date", date(2026, 12, 17))
    agreed.settle()
    agreed.turn(minutes=1)
    assert len(agreed.notices("shadow_off")) == 2
    assert "has nothing to do with you" in text_of(agreed.notices("shadow_not_coming", MO)[0])
    assert "17 December" in text_of(agreed.notices("shadow_asked", MO)[-1])
    assert len(agreed.notices("shadow_asked", MO)) == 2


def test_another_time_on_the_same_day_is_put_right_in_calendars_and_nobody_is_asked_again(agreed):
    agreed.human.set_cell("Key dates", 2, "What", "meeting with HR, 3.30pm")
    agreed.settle()
    before, after = (entry(mail) for mail in agreed.notices("shadow_invited", PRIYA))
    assert after["UID"] == before["UID"] and after["METHOD"] == "PUBLISH"
    assert (after["DTSTART"], after["SEQUENCE"]) == ("20261210T153000Z", "1")
    assert len(agreed.notices("shadow_comes", ANA)) == 2
    assert agreed.notices("shadow_off") == [] and len(agreed.notices("shadow_asked")) == 1


def test_who_learns_cannot_come_after_all_and_needs_no_reason(agreed):
    agreed.answer(agreed.notices("shadow_invited", PRIYA)[0], "Sorry, I can't make it that day")
    agreed.settle()
    assert {str(mail["To"]) for mail in agreed.notices("shadow_off")} == {PRIYA, ANA}
    assert "makes no difference" in text_of(agreed.notices("shadow_off", PRIYA)[0])
    assert len(agreed.notices("shadow_not_coming", MO)) == 1
    agreed.settle()
    assert len(agreed.notices("shadow_asked")) == 1


def test_who_has_the_case_may_say_not_this_time(agreed):
    agreed.answer(agreed.notices("shadow_comes", ANA)[0], "DECLINE")
    agreed.settle()
    assert "nothing to do with you" in text_of(agreed.notices("shadow_off", PRIYA)[0])
    assert agreed.case_row(REF)["Caseworker"] == "Ana Ruiz"


def test_a_caseworker_who_steps_back_has_nobody_to_take_along(agreed):
    agreed.answer(agreed.notices("introduced_caseworker", ANA)[-1], "STEP BACK")
    agreed.settle()
    assert {str(mail["To"]) for mail in agreed.notices("shadow_off")} == {PRIYA, ANA}
    assert "comes along" not in str(agreed.case_row(REF)["Check"])


def test_a_look_comes_to_rest_also_where_the_second_is_on_no_tab(agreed):
    with agreed.world.journal.begin() as book:
        case = cases.get(book, REF)
        cases.put(book, replace(case, second="gone@home.example"))
    agreed.settle()
    with agreed.world.journal.begin() as book:
        lines_before = cases.last_line(book)
    agreed.turn(minutes=1)
    with agreed.world.journal.begin() as book:
        assert cases.last_line(book) == lines_before


def test_a_case_that_is_closed_takes_the_date_out_and_leaves_the_member_in_peace(agreed):
    agreed.choose(REF, "Status", "Closed")
    agreed.settle()
    agreed.settle()
    assert len(agreed.notices("shadow_off")) == 2 and agreed.notices("shadow_not_coming") == []


def test_a_forged_no_to_the_invitation_changes_nothing(agreed):
    agreed.answer(agreed.notices("shadow_invited", PRIYA)[0], "DECLINE", "Ben Osei <ben@home.example>")
    agreed.settle()
    assert agreed.notices("shadow_off") == []
    assert "comes along" in str(agreed.case_row(REF)["Check"])


def test_the_day_after_they_hear_what_they_can_say_next_and_are_asked_nothing(agreed):
    agreed.now = datetime(2026, 12, 11, 3, 0, tzinfo=UTC)
    agreed.settle()
    assert agreed.notices("shadow_thanks") == []  # not at night
    agreed.now = datetime(2026, 12, 11, 10, 0, tzinfo=UTC)
    agreed.settle()
    assert agreed.notices("shadow_off") == []
    assert "comes along" not in str(agreed.case_row(REF)["Check"])
    [thanks] = agreed.notices("shadow_thanks", PRIYA)
    agreed.answer(thanks, "READY FOR A CASE")
    agreed.settle()
    assert "come along once so far" in text_of(agreed.notices("would_step_up", JO)[0])


# --- who may come to what ---------------------------------------------------------------------------------


ANNE = Caseworker("Anne Roe", ANA)
LEARNER = Caseworker("Priya Nair", PRIYA, level=Level.SHADOW, shadows=(Absence(DAY, DAY),))


def found(learner=LEARNER, lead=ANNE, what="meeting with HR", policy=POLICY, **values):
    """Whom one look would ask about: a case of Mo's, and one meeting."""
    case = decide_form(form_received(**values), BRANCH, policy, Team((), (), REF), MONDAY).case
    case = replace(case, lead=lead.email, status=Status.ACTIVE, key_dates=(KeyDate(DAY, what),))
    return [fact.shadow for fact in look([case], (), Team((lead, learner)), policy, MONDAY)]


def test_a_meeting_and_a_day_come_together():
    assert found() == [PRIYA]


@pytest.mark.parametrize(
    "what",
    [
        "disciplinary hearing",
        "appeal due",
        "deadline for the meeting notes",
        "",
        "grievance meeting",
        "phone HR",
    ],
)
def test_hearings_and_deadlines_are_no_meetings_to_come_along_to(what):
    assert found(what=what) == []


@pytest.mark.parametrize(
    ("learner", "values"),
    [
        ({"away": (Absence(DAY, DAY),)}, {}),  # H1
        ({"paused": True}, {}),  # H2
        ({"left": True}, {}),
        ({"department": "Physics"}, {}),  # H3
        ({}, {"people_involved": "Dr Nair"}),  # H4
        ({"email": "mo@home.example"}, {}),
        ({}, {"caseworker_preference": "A woman please"}),  # H9
        ({"not_yet": ("disciplinary",)}, {}),  # H10
        ({"hours": 0}, {}),  # H11
        ({"covers": ("Northgate Trust",)}, {"employer": "Ashby College"}),  # H12
        ({}, {"caseworker_preference": "Please not Priya Nair"}),  # H13
        ({"keep_apart": ("Mo Adeyemi",)}, {}),  # H17
        ({"keep_apart": ("Anne Roe",)}, {}),
        ({"shadows": ()}, {}),
    ],
)
def test_the_rules_hold_for_who_comes_along(learner, values):
    assert found(replace(LEARNER, **learner), **values) == []


def test_who_has_sat_in_on_one_side_of_a_dispute_hears_nothing_of_the_other():
    held = OpenCase("C-2026-0900", Status.ACTIVE, "", "", BEN, "", 1.0, member_name="Kit Moss")
    case = decide_form(
        form_received(people_involved="It was Kit Moss"), BRANCH, POLICY, Team((), (), REF), MONDAY
    ).case
    case = replace(case, lead=ANA, status=Status.ACTIVE, key_dates=(KeyDate(DAY, "meeting"),))
    sat_in = Standing(PRIYA, sat_in=(held.ref,))
    team = Team((ANNE, LEARNER), (held,), standings=(sat_in,))
    assert look([case], (), team, POLICY, MONDAY) == ()
    assert look([case], (), replace(team, standings=()), POLICY, MONDAY) != ()
    experienced = replace(LEARNER, level=Level.EXPERIENCED)
    desk = staffing([case], Team((ANNE, experienced), (held,), standings=(sat_in,)), POLICY, MONDAY)
    assert desk.barred[REF, PRIYA] == ("H5",)


def test_who_is_new_is_not_alone_with_somebody_who_learns():
    assert found(lead=replace(ANNE, level=Level.NEW)) == []


def test_none_come_along_where_the_branch_says_so_or_the_employer_can_read_the_mail():
    assert found(policy=replace(POLICY, shadows_per_meeting=0)) == []
    assert found(email="mo@college.example") == []


def test_one_comes_to_a_meeting_and_it_is_the_turn_of_who_waited_longest(asked):
    learner(asked, "Sam Lee", "sam@home.example")
    days_of(asked, "Sam Lee", DAY, date(2026, 12, 17))
    asked.answer(asked.notices("shadow_asked", MO)[0], "YES")
    asked.settle()
    assert len(asked.notices("shadow_asked")) == 1 and len(asked.notices("shadow_invited")) == 1
    type_line(asked, "Key dates", Case=REF, Date=date(2026, 12, 17), What="meeting")
    asked.settle()
    assert "Sam Lee" in text_of(asked.notices("shadow_asked")[-1])


def test_nobody_is_asked_at_night():
    case = decide_form(form_received(), BRANCH, POLICY, Team((), (), REF), MONDAY).case
    case = replace(case, lead=ANA, status=Status.ACTIVE, key_dates=(KeyDate(DAY, "meeting"),))
    team = Team((ANNE, LEARNER))
    assert look([case], (), team, POLICY, MONDAY.replace(hour=23)) == ()
    assert look([case], (), team, POLICY, MONDAY) != ()


def test_days_said_by_mail_count_until_the_coordinator_takes_the_line_away(taken):
    taken.answer(taken.notices("introduced_caseworker", ANA)[-1], "SHADOW 10 December")
    taken.settle()
    line = taken.human.rows("Availability")[0]
    assert line["What"] == "Shadow"
    taken.human.set_cell("Availability", 2, "Who", None)
    taken.human.set_cell("Availability", 2, "From", None)
    taken.human.set_cell("Availability", 2, "To", None)
    taken.settle()
    type_line(taken, "Key dates", Date=DAY, What="Surgery")
    taken.settle()
    assert taken.notices("shadow_invited") == []


# --- the branch's own surgeries ---------------------------------------------------------------------------


def test_a_surgery_without_a_case_invites_one_who_gave_that_day(taken):
    learner(taken, "Sam Lee", "sam@home.example")
    type_line(taken, "Key dates", Date=DAY, What="Surgery, 12.30pm, room B12")
    days_of(taken, "Priya Nair", DAY)
    days_of(taken, "Sam Lee", DAY)
    taken.settle()
    [mail] = taken.notices("shadow_invited")
    assert mail["To"] == PRIYA and "asks each member" in text_of(mail) and "B12" not in text_of(mail)
    assert entry(mail)["DTSTART"] == "20261210T123000Z"
    assert taken.notices("shadow_asked") == []
    told = [str(row["What happened"]) for row in taken.human.rows("Needs attention")]
    assert sum("invited to the surgery on 10 December" in line for line in told) == 1
    taken.answer(mail, "STEP BACK")
    taken.settle()
    [off] = taken.notices("shadow_off", PRIYA)
    assert entry(off)["UID"] == entry(mail)["UID"] and entry(off)["METHOD"] == "CANCEL"
    assert [str(each["To"]) for each in taken.notices("shadow_invited")] == [PRIYA, "sam@home.example"]


def test_a_surgery_without_a_time_is_a_whole_day_and_one_that_is_cancelled_comes_out_again(taken):
    type_line(taken, "Key dates", Date=DAY, What="drop-in")
    days_of(taken, "Priya Nair", DAY)
    taken.settle()
    [mail] = taken.notices("shadow_invited")
    found = entry(mail)
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20261210", "20261211")
    taken.human.set_cell("Key dates", 2, "Done", "Yes")
    taken.settle()
    assert len(taken.notices("shadow_off", PRIYA)) == 1


def test_time_goes_by_without_anything_more_being_said(agreed):
    before = len(agreed.notices())
    for _ in range(4):
        agreed.turn(hours=7)
    assert len(agreed.notices()) == before
    assert agreed.now - datetime(2026, 11, 23, tzinfo=UTC) < timedelta(days=3)
