"""Every letter we can send: what it says, how it says it, and what can never get into it."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.effects import Grant
from casework.model import Person, Role
from notify.answers import answer_links
from notify.compose import Notice, compose
from notify.dates import clock, day, moment, said
from notify.notices import KINDS, NoticeUnfit
from notify.render import LARGEST
from tests.support.golden import assert_golden
from tests.support.letters_out import BRANCH, ENVELOPE, MEMBER, REF, SAMPLES, a_notice, a_send

EVERY_KIND = pytest.mark.parametrize("kind", list(KINDS))


class _Words(HTMLParser):
    """The words a reader of the page sees, and where its links go."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._unseen += tag in ("style", "title")
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.seen += data.split()


def words_of(html: str) -> _Words:
    page = _Words()
    page.feed(html)
    return page


def sentences(text: str) -> list[list[str]]:
    prose = re.sub(r": mailto:\S+", ".", text)
    return [
        found.split() for found in re.split(r"(?<=[.?:])\s+|\n+", prose) if len(re.findall(r"\w+", found)) > 1
    ]


@EVERY_KIND
def test_every_notice_reads_as_it_was_last_approved(kind: str) -> None:
    notice = a_notice(a_send(kind))
    assert_golden(f"notices/{kind}.txt", f"Subject: {notice.subject}\n\n{notice.text}")


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.newer])
def test_a_notice_that_an_earlier_release_queued_leaves_without_what_came_later(kind: str) -> None:
    """It was given up, and the coordinator heard of no suggestion that waited over an upgrade."""
    now = a_send(kind)
    then = replace(
        now, words={word: said for word, said in now.words.items() if word not in KINDS[kind].newer}
    )
    assert then.words != now.words
    assert a_notice(then).subject == a_notice(now).subject


def test_what_a_queued_notice_must_bring_is_what_it_always_had_to_bring() -> None:
    """A word or list that is missing here, and not under `newer`, loses what the last release queued."""
    must = [
        " ".join([name, *sorted({*kind.words, *kind.lists} - {*kind.newer})]) for name, kind in KINDS.items()
    ]
    assert_golden("notices/must_bring.txt", "\n".join(must) + "\n")


@EVERY_KIND
def test_text_and_html_say_the_same_words(kind: str) -> None:
    notice = a_notice(a_send(kind))
    page = words_of(notice.html)
    plain = re.sub(r"(?m): mailto:\S+$|^- |^\d+\. ", "", notice.text)
    assert page.seen == plain.split()
    assert page.links == re.findall(r"mailto:\S+", notice.text)


@EVERY_KIND
def test_the_tone_is_plain(kind: str) -> None:
    notice = a_notice(a_send(kind))
    lengths = [len(sentence) for sentence in sentences(notice.text)]
    assert "!" not in notice.subject + notice.text
    assert sum(lengths) / len(lengths) <= 18
    assert max(lengths) <= 32
    assert not re.search(r"\d{1,2}/\d{1,2}/\d{2}|\b20\d\d-\d\d-\d\d\b", notice.text), "dates in full"
    assert not re.search(r"(?i)\b(ticket|queue|data subject|e\.g\.|i\.e\.|asap|kindly)\b", notice.text)


@EVERY_KIND
def test_every_notice_says_whom_to_turn_to_and_what_to_do(kind: str) -> None:
    send = a_send(kind)
    text = a_notice(send).text
    assert "automatically" in text or BRANCH.coordinator.name in text
    assert (REF in text) == bool(send.ref)
    assert re.search(r"(?i)please|nothing (more )?you need to do|reply|choose", text)


@EVERY_KIND
def test_the_subject_is_neutral(kind: str) -> None:
    subject = a_notice(a_send(kind)).subject
    assert subject.startswith("Branch casework")
    told = {str(value) for value in SAMPLES[kind].values() if isinstance(value, str)} - {REF, "yes", ""}
    people = {"Aisha", "Rahman", "Ana", "Ruiz", "Jo", "Marsh"}
    assert not [word for word in told | people if word in subject]
    assert not re.search(r"(?i)disciplin|grievance|dismiss|hearing|meeting|sick|health|stress|union", subject)


@EVERY_KIND
def test_no_page_fetches_anything_and_every_page_is_english_and_large_enough(kind: str) -> None:
    html = a_notice(a_send(kind)).html
    assert words_of(html).tags.isdisjoint({"img", "script", "link", "iframe", "object", "form"})
    assert 'lang="en-GB"' in html and "url(" not in html and "font: 17px" in html


@pytest.mark.parametrize("kind", ["offered", "reminded"])
def test_an_offer_never_says_who_the_member_is(kind: str) -> None:
    send = a_send(kind, member_name=MEMBER.name, member_email=MEMBER.email)
    notice = a_notice(send)
    for told in (MEMBER.name, MEMBER.email):
        assert told not in notice.text and told not in notice.html


def test_to_an_address_the_employer_may_read_we_say_little() -> None:
    notice = a_notice(a_send("acknowledged", work_address="yes"))
    assert_golden("notices/acknowledged_at_work.txt", f"Subject: {notice.subject}\n\n{notice.text}")
    for told in ("we read", "C-2026-0031", "urgent."):
        assert told not in notice.text


VARIANTS = {
    "help_thanks_at_work": ("help_thanks", {"work_address": "yes"}),
    "would_help_known": ("would_help", {"known": "yes"}),
    "would_help_named": ("would_help", {"known": "name"}),
    "would_step_up_lead": (
        "would_step_up",
        {"now": "New", "level": "Experienced", "how": "alone", "came_along": 0},
    ),
    "level_confirmed_lead": ("level_confirmed", {"level": "Experienced"}),
    "leaving_no_case": ("leaving", {"cases": ""}),
    "would_leave_no_case": ("would_leave", {"cases": []}),
    "farewell_no_case": ("farewell", {"cases": ""}),
    "noted_hours": (
        "noted",
        {"said": "HOURS", "start": "2026-12-01", "end": "2026-12-31", "spent": ["4 hours a month"]},
    ),
    "noted_level": ("noted", {"said": "READY FOR A CASE", "spent": []}),
    "ask_back_hours": ("ask_back", {"about": "HOURS", "offer": ""}),
    "shadow_answered_no": ("shadow_answered", {"answer": "no"}),
    "shadow_answered_off": ("shadow_answered", {"answer": "off"}),
    "shadow_invited_surgery": ("shadow_invited", {"what": "surgery"}),
    "shadow_thanks_surgery": ("shadow_thanks", {"what": "surgery", "learns": ""}),
    "shadow_invited_time": ("shadow_invited", {"changed": "time"}),
    "shadow_invited_contact": ("shadow_invited", {"changed": "contact"}),
    "shadow_comes_time": ("shadow_comes", {"changed": "time"}),
    "shadow_off_yours": ("shadow_off", {"yours": "yes", "why": "cannot"}),
    "shadow_off_changed_mind": ("shadow_off", {"yours": "yes", "why": "no"}),
    "shadow_off_no": ("shadow_off", {"why": "no"}),
    "shadow_off_left": ("shadow_off", {"why": "left"}),
    "noted_away": ("noted", {"said": "AWAY", "start": "2026-12-03", "end": "2026-12-14", "spent": []}),
    "noted_pause": ("noted", {"said": "PAUSE", "end": "2026-12-21", "spent": []}),
    "noted_shadow": ("noted", {"said": "SHADOW", "days": ["2026-12-03", "2026-12-10"], "spent": []}),
    "noted_limit": ("noted", {"said": "LIMIT", "spent": ["2 cases"]}),
    "noted_limit_offer_waits": (
        "noted",
        {"said": "LIMIT", "spent": ["2 cases"], "answer_by": "2026-11-26"},
    ),
    "kinds_noted_plain": ("kinds_noted", {"wants": [], "strangers": [], "known": []}),
    "ask_back_kinds": ("ask_back", {"about": "KINDS", "offer": ""}),
    "ask_back_limit": ("ask_back", {"about": "LIMIT", "offer": ""}),
    "noted_rating": ("noted", {"said": "RATING", "spent": ["2 distressing"]}),
    "noted_rating_passed_on": ("noted", {"said": "RATING", "spent": []}),
    "noted_ready": ("noted", {"said": "READY", "spent": []}),
    "noted_done": ("noted", {"said": "DONE", "spent": []}),
    "noted_step_back": ("noted", {"said": "STEP BACK", "spent": []}),
    "ask_back_rating": ("ask_back", {"about": "RATING", "offer": ""}),
    "ask_back_away": ("ask_back", {"about": "AWAY", "offer": ""}),
    "ask_back_case": ("ask_back", {"about": "", "offer": ""}),
    "offered_alone": ("offered", {"part": "alone", "partner": "", "partner_agreed": "", "seeks": "yes"}),
    "offered_alone_by_choice": ("offered", {"part": "alone", "partner": "", "partner_agreed": ""}),
    "offered_nearly_full": ("offered", {"nearly_full": "94 %"}),
    "offered_to_take_over": ("offered", {"takes_over": "yes", "partner_agreed": "yes"}),
    "introduced_alone": (
        "introduced_caseworker", {"part": "alone", "partner": "", "partner_email": "", "seeks": "yes"},
    ),
    "suggested_second": (
        "suggested",
        {
            "part": "second", "leads": "Ana Ruiz", "standing": "Ana Ruiz has said yes", "second": "",
            "candidates": [{"name": "Ben Cole", "reason": "Ben Cole is new and would learn from Ana Ruiz."}],
            "names": "Ben Cole", "again": "Cara Lund has stepped back as second", "flags": [],
        },
    ),
    "no_one_second": (
        "no_one",
        {
            "part": "second", "leads": "Ana Ruiz", "standing": "Ana Ruiz has said yes",
            "again": "Ben Cole could not take it",
        },
    ),
    "stepped_back_untold": ("stepped_back", {"told": ""}),
    "taken_off_successor": ("taken_off", {"successor": "Ben Cole"}),
    "partner_joined_leads": ("partner_joined", {"leads": "yes"}),
    "partner_joined_instead": ("partner_joined", {"before": "Cara Lund"}),
    "second_joined_instead": ("second_joined", {"before": "Cara Lund"}),
    "partner_left_waits": ("partner_left", {"leads": "waits"}),
    "partner_left_lead": ("partner_left", {"leads": ""}),
    "partner_left_lead_alone": ("partner_left", {"leads": "", "seeks": ""}),
    "caseworker_changed_at_work": ("caseworker_changed", {"work_address": "yes"}),
    "caseworker_changed_second": (
        "caseworker_changed", {"lead_name": "Ben Cole", "lead_email": "ben@home.example"},
    ),
    "caseworker_changed_taken_over": (
        "caseworker_changed", {"lead_name": "Ben Cole", "lead_email": "ben@home.example", "knows": ""},
    ),
    "caseworker_changed_second_stays": (
        "caseworker_changed",
        {"lead_name": "Ben Cole", "lead_email": "ben@home.example", "stays": "second"},
    ),
    "caseworker_changed_stays": (
        "caseworker_changed",
        {
            "before": "Ben Cole", "lead_name": "Ana Ruiz", "lead_email": "ana@home.example",
            "stays": "yes", "by": "",
        },
    ),
    "too_much_again": ("too_much", {"again": "yes"}),
    "helped_thanks_yes": ("helped_thanks", {"helped": "yes"}),
    "review_plan": ("review", {"step": "plan", "first": ""}),
    "review_plan_talked": ("review", {"step": "plan", "first": "", "talked": "yes"}),
    "review_check": (
        "review", {"step": "check", "first": "", "used": "61 %", "options": [], "did": ["handed over"]},
    ),
    "review_count": ("review", {"why": "hours"}),
    "review_count_feeling": ("review", {"why": "feeling"}),
    "review_count_plan": ("review", {"why": "hours", "step": "plan", "first": ""}),
    "load_seen_all": ("load_seen", {"limits": ["hours", "feeling", "logged", "overdue"]}),
    "review_count_overdue": ("review", {"why": "overdue"}),
    "rest_at_work": ("rest", {"private": ""}),
    "check_in_closed": ("check_in", {"after": "closed", "partner": ""}),
    "check_in_long": ("check_in", {"after": "long", "partner": "", "ref": ""}),
    "noted_buddy": ("noted", {"said": "BUDDY", "spent": []}),
    "noted_talked": ("noted", {"said": "TALKED", "spent": []}),
    "noted_check_ins": ("noted", {"said": "CHECK-INS", "spent": []}),
    "noted_no_check_ins": ("noted", {"said": "NO CHECK-INS", "spent": []}),
    "noted_pulse": ("noted", {"said": "PULSE", "spent": []}),
    "noted_no_pulse": ("noted", {"said": "NO PULSE", "spent": []}),
    "capacity_eased": ("capacity", {"eased": "yes", "reasons": []}),
    "acknowledged_advice_first": ("acknowledged", {"advice_first": "yes", "urgent": "", "questions": []}),
    "did_it_help_count": ("did_it_help", {"said": "", "stopped": ""}),
    "calibration_too_little": ("calibration", {"cases": 1, "silent": 0, "proposals": []}),
    "referral_pack_bare": (
        "referral_pack", {"shared": "", "answers": [], "next_date": "", "why": "", "membership": ""},
    ),
    "referral_pack_advice": ("referral_pack", {"wish": "advice"}),
    "referral_member_alone": ("referral_member", {"caseworker": "", "member_phone": ""}),
    "referral_declined": ("referral_answered", {"answer": "declined", "others": "Lee Moss"}),
    "referral_question": ("referral_answered", {"answer": "question"}),
    "referral_unclear": ("referral_answered", {"answer": "unclear"}),
    "referral_talk": ("referral_answered", {"wish": "advice"}),
    "referral_agreed_nameless": ("referral_answered", {"shared": ""}),
    "referral_agreed_untold": ("referral_answered", {"told": "", "shared": ""}),
    "referral_agreed_at_work": ("referral_answered", {"told": "asked"}),
    "referral_member_untold": ("referral_member", {"told": "asked"}),
    "referral_waits_signature": ("referral_waits", {"stand": "to_sign", "secretary": "Pat Howe"}),
    "to_sign_bare": (
        "to_sign",
        {"shared": "", "answers": [], "next_date": "", "why": "", "membership": "", "employer": ""},
    ),
    "to_sign_at_work": ("to_sign", {"answers": []}),
    "sign_no_more_signed": ("sign_no_more", {"why": "signed"}),
    "referral_waits_question": ("referral_waits", {"stand": "question", "others": ""}),
    "referral_waits_advice": ("referral_waits", {"wish": "advice", "next_date": ""}),
    "held_here_late": ("held_here", {"late": "yes", "officials": "Kim Baker"}),
    "held_here_dateless": ("held_here", {"next_date": "", "send_by": ""}),
    "with_region_at_work": ("with_region", {"work_address": "yes"}),
    "with_region_nameless": ("with_region", {"shared": "", "has_caseworker": ""}),
    "no_one_again": ("no_one", {"again": "Ana Ruiz has stepped back"}),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_every_turn_of_a_notice_reads_as_it_was_last_approved(name: str) -> None:
    kind, changes = VARIANTS[name]
    notice = a_notice(a_send(kind, **changes))
    assert_golden(f"notices/{name}.txt", f"Subject: {notice.subject}\n\n{notice.text}")
    lengths = [len(sentence) for sentence in sentences(notice.text)]
    assert "!" not in notice.text and max(lengths) <= 32 and sum(lengths) / len(lengths) <= 18


def test_a_change_of_caseworker_says_no_name_where_the_employer_can_read_it() -> None:
    notice = a_notice(a_send("caseworker_changed", work_address="yes", lead_name="Ben Cole"))
    for private in ("Ana Ruiz", "Ben Cole"):
        assert private not in notice.text and private not in notice.html


def test_news_of_a_case_without_a_caseworker_goes_to_the_coordinator() -> None:
    send = replace(a_send("news"), role=Role.COORDINATOR, to=BRANCH.coordinator)
    assert "has no caseworker yet" in a_notice(send).text


def test_a_reply_to_the_monthly_question_goes_to_whoever_was_asked_and_never_to_us() -> None:
    mail = email.message_from_bytes(a_notice(a_send("pulse")).raw, policy=email.policy.default)
    assert str(mail["Reply-To"]) == str(mail["To"]).rpartition("<")[2].strip(">")
    assert "casework+" in a_notice(a_send("pulse")).text  # the lines that do go to us


def test_a_candidate_s_name_is_said_once() -> None:
    told = [{"name": "Ana Ruiz", "reason": "Ana Ruiz has no open case and room for 5."}]
    text = a_notice(a_send("suggested", candidates=told)).text
    assert "- To lead: Ana Ruiz has no open case and room for 5.\n" in text


def test_names_of_documents_are_not_repeated_to_whoever_wrote() -> None:
    send = a_send("form_not_read", documents=["grievance.pages"], ask=["again"])
    assert "grievance" not in a_notice(send).text


@pytest.mark.parametrize(
    ("ask", "words"),
    [("unlock", "without the password"), ("pdf", "as a PDF"), ("again", "damaged"), ("", "A person will")],
)
def test_who_sent_what_could_not_be_read_is_told_what_to_do(ask: str, words: str) -> None:
    text = a_notice(a_send("form_not_read", documents=["form"], ask=[ask] if ask else [])).text
    assert words in " ".join(text.split())


@EVERY_KIND
def test_a_missing_word_stops_the_notice_and_is_named(kind: str) -> None:
    for word in {*KINDS[kind].words, *KINDS[kind].lists} - {*KINDS[kind].newer}:
        send = a_send(kind)
        short = {name: value for name, value in send.words.items() if name != word}
        with pytest.raises(NoticeUnfit, match=word):
            a_notice(replace(send, words=short))


@pytest.mark.parametrize("changes", [{}, {"said": "LIMIT", "spent": ["2 cases"]}, {"said": "RATING"}])
def test_thanks_queued_by_a_release_that_knew_of_no_offer_beside_them_are_written_all_the_same(
    changes: dict[str, object],
) -> None:
    send = a_send("noted", **changes)
    old = {name: value for name, value in send.words.items() if name != "answer_by"}
    assert a_notice(replace(send, words=old)).text == a_notice(send).text


@EVERY_KIND
def test_every_word_may_be_empty_where_the_case_has_none(kind: str) -> None:
    may = {"next_date", "department", "urgent", "possible_second", "work_address", "again", "key_event"}
    may |= {"said", "stopped"} if kind == "did_it_help" else set()
    may |= {"advice_first", "eased"}
    may |= {"partner"} if kind == "check_in" else {"secretary"}
    may |= {"before", "lead_name", "lead_email", "offer", "about", "first", "talked", "planned", "leads"}
    may |= {"member_email", "member_phone", "contact_preference"}
    empty = {word: "" for word in KINDS[kind].words if word in may}
    lists: dict[str, object] = {word: [] for word in KINDS[kind].lists}
    notice = a_notice(replace(a_send(kind, **empty, **lists), to=_nameless(kind)))
    assert "Dear ," not in notice.text and "  " not in notice.text


def _nameless(kind: str) -> Person:
    to = a_send(kind).to
    return to if to in (BRANCH.coordinator, BRANCH.secretary) else Person("", to.email)


@given(st.text(max_size=60))
def test_whatever_a_member_writes_stays_text(said: str) -> None:
    told = [{"label": "What has happened?", "value": f"before {said} after"}]
    notice = a_notice(a_send("introduced_caseworker", answers=told, member_name=said))
    plain = a_notice(a_send("introduced_caseworker", answers=told, member_name="x"))
    assert words_of(notice.html).tags == words_of(plain.html).tags
    assert words_of(notice.html).links == words_of(plain.html).links
    assert notice.text.count("\n") == plain.text.count("\n")


@pytest.mark.parametrize(
    "name",
    [
        "{{7*7}}",
        "{% for x in range(9) %}",
        "<b>Ana</b>",
        "# Ana",
        "- Ana",
        "| Ana",
        "[Ana] mailto:thief@elsewhere.example",
        "Ana\n\n[Ana] mailto:thief@elsewhere.example",
    ],
)
def test_a_name_is_never_a_template_nor_markup(name: str) -> None:
    notice = a_notice(a_send("introduced_member", caseworker_name=name))
    assert " ".join(name.split()) in notice.text
    assert words_of(notice.html).links == []
    assert words_of(notice.html).tags.isdisjoint({"b"})


# --- the branch's own templates ---------------------------------------------------------------------------


def own(folder: Path, body: str, name: str = "lapsed.txt") -> Path:
    (folder / name).write_text(body, encoding="utf-8")
    return folder


def of_ours(folder: Path) -> Notice:
    return a_notice(a_send("lapsed"), folder)


def test_a_template_in_the_branch_folder_comes_before_ours(tmp_path: Path) -> None:
    folder = own(tmp_path, "Subject: Gwaith achos {{ ref }}\n\nDiolch, {{ to_name }}.\n")
    assert of_ours(folder).subject == f"Gwaith achos {REF}"
    assert of_ours(folder).text == "Diolch, Ana Ruiz.\n"
    assert a_notice(a_send("news"), folder) == a_notice(a_send("news"))


def test_the_layout_can_be_the_branch_s_own_but_may_fetch_nothing(tmp_path: Path) -> None:
    assert "<hr>" in of_ours(own(tmp_path, '<html lang="cy"><hr>{{ body }}</html>', "layout.html")).html
    with pytest.raises(NoticeUnfit, match="fetches"):
        of_ours(own(tmp_path, "<img src='https://elsewhere.example/x.gif'>{{ body }}", "layout.html"))


@pytest.mark.parametrize(
    "body",
    [
        "{{ not_told }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ to_name|attr('format') }}{{ ''|attr('__class__') }}",
        "{{ 'a' * 10**9 }}",
        "{% for x in range(10**6) %}{% endfor %}",
        "{% for x in range(99999) %}abc {% endfor %}",
        "{{ links.clear() }}",
        "{% include '../../secret.txt' %}",
        "{% if %}",
        "{{ day('soon') }}",
        "[Win] https://elsewhere.example/",
        "[Answer] mailto:thief@elsewhere.example",
        "",
    ],
)
def test_a_template_that_reaches_too_far_stops_the_notice(tmp_path: Path, body: str) -> None:
    with pytest.raises(NoticeUnfit) as refusal:
        of_ours(own(tmp_path, f"Subject: Branch casework\n\n{body}\n"))
    assert "Ana" not in str(refusal.value)


def test_a_letter_has_a_largest_size() -> None:
    told = [{"label": "What has happened?", "value": "word " * (LARGEST // 5)}]
    with pytest.raises(NoticeUnfit, match="256 KB"):
        a_notice(a_send("introduced_caseworker", answers=told))


@pytest.mark.parametrize(
    "first", ["Branch casework", "Subject:", "Subject: for {{ to_name }}", "Subject: {{ ref }} {{ to_name }}"]
)
def test_a_subject_says_no_more_than_the_reference(tmp_path: Path, first: str) -> None:
    with pytest.raises(NoticeUnfit):
        of_ours(own(tmp_path, f"{first}\n\nHello.\n"))


# --- who may be written to, and who may answer ------------------------------------------------------------


def test_a_notice_for_one_role_cannot_go_to_another() -> None:
    with pytest.raises(NoticeUnfit, match="not meant for"):
        a_notice(replace(a_send("introduced_caseworker"), role=Role.MEMBER))
    with pytest.raises(NoticeUnfit, match="coordinator"):
        a_notice(replace(a_send("suggested"), to=MEMBER))
    with pytest.raises(NoticeUnfit, match="administrator"):
        a_notice(replace(a_send("attention"), role=Role.ADMINISTRATOR))


def test_an_unknown_kind_is_no_notice() -> None:
    with pytest.raises(NoticeUnfit, match="no notice called"):
        a_notice(replace(a_send("news"), kind="newsletter"))


@pytest.mark.parametrize(
    "grant", [None, Grant(REF, "eve@post.example", "offer"), Grant("C-2026-0001", "", "offer")]
)
def test_only_the_person_written_to_can_answer_and_about_that_case(grant: Grant | None) -> None:
    with pytest.raises(NoticeUnfit):
        a_notice(replace(a_send("offered"), grant=grant))


def test_the_blank_form_goes_to_members_only_and_only_if_there_is_one() -> None:
    with pytest.raises(NoticeUnfit, match="blank form"):
        compose(a_send("blank_form"), BRANCH, ENVELOPE, None, ())
    with pytest.raises(NoticeUnfit, match="blank form"):
        compose(replace(a_send("news"), blank_form=True), BRANCH, ENVELOPE, None, (b"%PDF-1.7",))


def test_answer_links_hold_the_token_the_word_and_the_reference() -> None:
    links = answer_links("casework+c1.tok@branch.example", "C-2026-0042", ("ACCEPT", "STEP BACK"))
    assert links == {
        "ACCEPT": "mailto:casework+c1.tok@branch.example?subject=ACCEPT%20C-2026-0042&body=ACCEPT",
        "STEP BACK": (
            "mailto:casework+c1.tok@branch.example?subject=Branch%20casework%20C-2026-0042&body=STEP%20BACK"
        ),
    }


def test_dates_and_times_are_written_in_full() -> None:
    assert day("2026-11-30") == "Monday 30 November 2026"
    assert [clock(f"2026-12-03T{time}") for time in ("14:00", "09:05", "12:00", "00:00", "00:30")] == [
        "2pm", "9.05am", "midday", "midnight", "12.30am",
    ]  # fmt: skip
    assert moment("2026-12-03") == "Thursday 3 December 2026"
    assert moment("2026-12-03T14:30") == "Thursday 3 December 2026 at 2.30pm"
    assert said("2026-12-03T14:30") == "Thursday 3 December 2026 at 2.30pm"
    assert [said(value) for value in ("2026-02-30", "on 2026-12-03", "")] == [
        "2026-02-30",
        "on 2026-12-03",
        "",
    ]


def test_nobody_s_name_goes_to_an_address_that_the_employer_can_read() -> None:
    notice = a_notice(a_send("introduced_member", work_address="yes"))
    assert_golden("notices/introduced_at_work.txt", f"Subject: {notice.subject}\n\n{notice.text}")
    for private in ("Ana Ruiz", "ana@home.example"):
        assert private not in notice.text
        assert private not in notice.html
