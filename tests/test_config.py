"""config.yaml: the one supplied works and explains itself; a wrong one is answered in words, all at once."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from casework.model import Person, Policy
from jobs.config import ConfigProblems, default_config, demo_config, load
from jobs.connections import GoogleRegister, ImapMailbox, SmtpTransport
from jobs.conversions import blank_form_of, branch_of, form_settings_of, policy_of
from jobs.settings import FormSection, PolicySection, Settings

Patch = pytest.MonkeyPatch

ROOT = Path(__file__).parent.parent

SMALL = """\
branch:
  name: Harbour branch
  address: Casework@Harbour.example
people:
  coordinator: {name: Ida Moss, email: ida@harbour.example}
mailbox:
  kind: maildir
  path: inbox
register:
  kind: xlsx
  path: register.xlsx
transport:
  kind: folder
  path: outbox
state: .
"""

IMAP = """\
  kind: imap
  host: mail.harbour.example
  username: casework@harbour.example
  password: ${env:HARBOUR_PASSWORD}
"""

SMTP = """\
  kind: smtp
  host: mail.harbour.example
  username: casework
  password: ${file:none/such}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def with_imap(more: str = "") -> str:
    return SMALL.replace("  kind: maildir\n  path: inbox\n", IMAP + more)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigProblems) as raised:
        load(written(folder, text))
    return list(raised.value.problems)


# --- the file supplied ------------------------------------------------------------------------------------


def test_the_config_at_the_root_is_the_one_that_is_installed() -> None:
    assert (ROOT / "config.yaml").read_text(encoding="utf-8") == default_config()


def test_the_config_supplied_keeps_everything_below_demo() -> None:
    settings = load(ROOT / "config.yaml")
    demo = ROOT / "demo"
    assert settings.state == demo
    assert settings.mailbox.kind == "maildir" and settings.mailbox.path == demo / "inbox"
    assert settings.register_.kind == "xlsx" and settings.register_.path == demo / "register.xlsx"
    assert settings.transport.kind == "folder" and settings.transport.path == demo / "outbox"


def test_the_values_supplied_are_those_of_a_config_that_leaves_them_out(tmp_path: Path) -> None:
    supplied, small = load(ROOT / "config.yaml"), load(written(tmp_path, SMALL))
    assert supplied.form.fields == small.form.fields
    for policy in (supplied.policy, small.policy):
        assert policy.all_points() == PolicySection().all_points()
        assert policy.all_words() == PolicySection().all_words()
        assert policy.all_emotional() == PolicySection().all_emotional()
    plain = {"points", "emotional", "category_words", "employer_domains"}
    assert supplied.policy.model_dump(exclude=plain) == small.policy.model_dump(exclude=plain)
    assert supplied.poll_seconds == small.poll_seconds
    assert supplied.region.rules() == small.region.rules()


def test_the_policy_supplied_is_the_policy_of_the_domain(tmp_path: Path) -> None:
    policy, plain = policy_of(load(written(tmp_path, SMALL)), []), Policy()
    told = {"holidays", "points", "emotional", "category_words"}
    for name in set(Policy.__dataclass_fields__) - told:
        assert getattr(policy, name) == getattr(plain, name), name


def keys_of(model: type[BaseModel]) -> set[str]:
    """Every key that a config.yaml can have below `model`, all kinds of a section included."""
    found = set()
    for name, field in model.model_fields.items():
        found.add(field.alias or name)
        for section in sections_in(field.annotation):
            found |= keys_of(section)
    return found


def sections_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [section for part in get_args(annotation) for section in sections_in(part)]


SETTING = re.compile(r"^#?(?:  )*([a-z_]+):(?!/)")


def test_every_setting_stands_in_the_config_supplied_with_a_remark() -> None:
    lines = default_config().splitlines()
    explained = set()
    for above, line in zip(lines, lines[1:], strict=False):
        found = SETTING.match(line)
        if found and (above.lstrip().startswith("# ") or "  # " in line):
            explained.add(found[1])
    remark = default_config().partition("# The questions in order")[2].partition("  fields:")[0]
    remark += default_config().partition("# Which cases want more")[2].partition("  levels:")[0]
    explained |= set(re.findall(r"(\w+):", remark))
    assert keys_of(Settings) - explained == set()


def test_the_other_kinds_shown_as_remarks_load_when_the_marks_are_taken_away(tmp_path: Path) -> None:
    parts = default_config().split("\n\n")
    shown = [re.sub(r"(?m)^#(?=\w|  )", "", part.split("\n", 1)[1]) for part in parts if "\n#  kind:" in part]
    names = [part.split(":")[0] for part in shown]
    assert names == ["mailbox", "register", "transport"]
    kept = [part for part in parts if not re.search(rf"(?m)^#?({'|'.join(names)}):", part)]
    settings = load(written(tmp_path, "\n\n".join(kept + shown)), secrets=False)
    assert isinstance(settings.mailbox, ImapMailbox)
    assert isinstance(settings.register_, GoogleRegister)
    assert isinstance(settings.transport, SmtpTransport)
    for section in (settings.mailbox, settings.register_, settings.transport):
        assert section.model_fields_set == set(type(section).model_fields)


@pytest.mark.parametrize("name", ["demo", "a folder: with # signs"])
def test_a_demo_config_keeps_everything_in_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    settings = load(written(tmp_path, demo_config(folder)))
    assert settings.mailbox.kind == "maildir" and settings.mailbox.path == folder / "inbox"
    assert settings.state == folder


def test_a_demo_config_can_be_moved_with_its_folder(tmp_path: Path) -> None:
    settings = load(written(tmp_path, demo_config(Path())))
    assert settings.state == tmp_path
    assert settings.transport.kind == "folder" and settings.transport.path == tmp_path / "outbox"


# --- a wrong file -----------------------------------------------------------------------------------------

BROKEN = {
    "a misspelt setting": (
        with_imap("  hots: x.example\n").replace("  host: mail.harbour.example\n", ""),
        ["config.yaml line 10: mailbox.hots is not a setting here. Did you mean mailbox.host?"],
    ),
    "a setting of another kind": (
        SMALL.replace("path: inbox", "path: inbox\n  host: mail.harbour.example"),
        [
            "config.yaml line 9: mailbox.host is not a setting here. "
            "The settings here are: kind, path, plus_addressing, max_megabytes."
        ],
    ),
    "missing settings": (
        SMALL.replace("  address: Casework@Harbour.example\n", "").replace("state: .\n", ""),
        [
            "config.yaml: state is missing. Write the folder that the service keeps its own records in.",
            "config.yaml line 1: branch.address is missing. Write the address members send the form to.",
        ],
    ),
    "a setting left blank": (
        SMALL.replace("Harbour branch", ""),
        ["config.yaml line 2: branch.name is missing. Write the branch's name, as members know it."],
    ),
    "an unknown kind": (
        SMALL.replace("kind: xlsx", "kind: gogle"),
        ["config.yaml line 10: register.kind must be xlsx or google. Did you mean google?"],
    ),
    "no kind": (
        SMALL.replace("  kind: folder\n", ""),
        ["config.yaml line 12: transport.kind is missing. Write folder or smtp."],
    ),
    "a wrong choice": (
        SMALL.replace("Harbour branch", "Harbour branch\n  nation: Scotlnd"),
        [
            "config.yaml line 3: branch.nation must be england, scotland, wales or northern-ireland. "
            "Did you mean scotland?"
        ],
    ),
    "words for numbers": (
        SMALL + "poll_seconds: often\npolicy:\n  points:\n    grievance: heavy\n  max_cases: 0\n",
        [
            "config.yaml line 16: poll_seconds must be a whole number, such as 5.",
            "config.yaml line 19: policy.points.grievance must be a number, such as 2.5.",
            "config.yaml line 20: policy.max_cases must be at least 1.",
        ],
    ),
    "a stage that takes work away": (
        SMALL + "policy:\n  workload:\n    stages:\n      appeal: -1\n    extra_work:\n      papers: some\n",
        [
            "config.yaml line 19: policy.workload.stages.appeal must be at least 0.0.",
            "config.yaml line 21: policy.workload.extra_work.papers must be a number, such as 2.5.",
        ],
    ),
    "a switch that is neither": (
        SMALL.replace("path: inbox", "path: inbox\n  plus_addressing: perhaps"),
        ["config.yaml line 9: mailbox.plus_addressing must be true or false."],
    ),
    "an unknown category": (
        SMALL + "policy:\n  points: {greivance: 4}\n",
        ["config.yaml line 17: policy.points.greivance is not a category here. Did you mean grievance?"],
    ),
    "a name where a section should be": (
        SMALL.replace("{name: Ida Moss, email: ida@harbour.example}", "Ida Moss"),
        [
            "config.yaml line 5: people.coordinator must be a section: "
            "settings of its own on the lines below, further in."
        ],
    ),
    "an address that is none": (
        SMALL.replace("ida@harbour.example", '"Ida Moss <ida@harbour.example>"'),
        [
            "config.yaml line 5: people.coordinator.email is not a mail address. "
            "Write one address alone, such as casework@branch.example."
        ],
    ),
    "times and zones": (
        SMALL.replace("Harbour branch", "Harbour\n  timezone: Europe/Londn") + "policy:\n  open_from: 8am\n",
        [
            "config.yaml line 3: branch.timezone is not a time zone. Did you mean Europe/London?",
            "config.yaml line 18: policy.open_from is not a time of day. "
            "Write hours and minutes, such as 08:30.",
        ],
    ),
    "days in the wrong order": (
        SMALL + "policy:\n  remind_after_days: 4\n",
        [
            "config.yaml line 16: policy reminds only when the offer has lapsed. "
            "Make remind_after_days less than offer_days."
        ],
    ),
    "a question asked twice and one misspelt": (
        SMALL + "form:\n  fields:\n    - {field: email, label: Mail}\n    - {field: emial, lable: Again}\n",
        [
            "config.yaml line 19: form.fields.field is not an answer the form knows here. "
            "Did you mean email?",
            "config.yaml line 19: form.fields.lable is not a setting here. Did you mean form.fields.label?",
        ],
    ),
    "a password in the file": (
        with_imap().replace("${env:HARBOUR_PASSWORD}", "seaside-1974"),
        [
            "config.yaml line 10: mailbox.password must not stand in this file itself. "
            "Write where it is kept instead: ${env:NAME} for an environment variable, "
            "or ${file:PATH} for a file that only you can read."
        ],
    ),
    "passwords that are not where they should be": (
        with_imap()
        .replace("HARBOUR_PASSWORD", "HARBOUR_NOTHING")
        .replace("  kind: folder\n  path: outbox\n", SMTP),
        [
            "config.yaml line 10: mailbox.password names an environment variable that is not set. "
            "Set it, or keep it in a file.",
            "config.yaml line 18: transport.password names a file that does not exist. "
            "Make the file, or correct its name.",
        ],
    ),
    "a setting written twice": (
        SMALL.replace("branch:\n", "branch:\n  name: Old name\n"),
        ["config.yaml line 3: branch.name stands here a second time (first on line 2). Keep one of them."],
    ),
    "a tab": (
        SMALL.replace("  path: inbox", "\tpath: inbox"),
        [
            "config.yaml line 8: is not written as YAML wants it "
            "(found character '\\t' that cannot start any token). Replace the tab by spaces."
        ],
    ),
    "a colon in a value": (
        SMALL.replace("Harbour branch", "Harbour: the branch"),
        [
            "config.yaml line 2: is not written as YAML wants it (mapping values are not allowed here). "
            "Check the spaces at the start of the line, and the colon and the space after each name."
        ],
    ),
    "settings that refer to themselves": (
        SMALL + "form: &form\n  choices: *form\n",
        ["config.yaml line 16: refers to itself by & and *. Write the settings out instead."],
    ),
    "nothing but words": (
        "Dear service, please read my mail.\n",
        ["config.yaml: holds no settings. Begin again from the config.yaml supplied."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_said_in_words_with_its_line(
    tmp_path: Path, monkeypatch: Patch, text: str, said: list[str]
) -> None:
    monkeypatch.setenv("HARBOUR_PASSWORD", "set")
    monkeypatch.delenv("HARBOUR_NOTHING", raising=False)
    assert problems(tmp_path, text) == said


def test_all_that_is_wrong_is_said_at_once_in_order_of_line(tmp_path: Path) -> None:
    text = SMALL.replace("path: outbox", "pathh: outbox").replace("  name:", "  nmae:") + "pol_seconds: 5\n"
    assert [re.sub(r".* line (\d+).*", r"\1", line) for line in problems(tmp_path, text)] == ["2", "14", "16"]


def test_a_file_that_is_not_there_is_said_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblems) as raised:
        load(tmp_path / "nowhere.yaml")
    assert str(raised.value).startswith("nowhere.yaml: there is no such file. ")
    assert str(tmp_path) not in str(raised.value)


def test_a_file_in_another_encoding_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(SMALL.replace("Ida", "Zoë").encode("latin-1"))
    with pytest.raises(ConfigProblems, match="config.yaml: is not saved as UTF-8 text"):
        load(path)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(SMALL.encode("utf-8-sig"))
    assert load(path).branch.name == "Harbour branch"


# --- secrets ----------------------------------------------------------------------------------------------


def test_a_secret_is_read_when_asked_for_and_shows_nowhere(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setenv("HARBOUR_PASSWORD", "seaside-1974")
    settings = load(written(tmp_path, with_imap()))
    assert isinstance(settings.mailbox, ImapMailbox)
    assert "seaside" not in repr(settings) + str(settings.model_dump())
    secret = settings.mailbox.password.read()
    assert secret.get_secret_value() == "seaside-1974"
    assert "seaside" not in repr(secret)
    monkeypatch.setenv("HARBOUR_PASSWORD", "seaside-1975")
    assert settings.mailbox.password.read().get_secret_value() == "seaside-1975"


def test_a_secret_in_a_file_lies_beside_the_config_and_ends_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mail-password").write_text("with spaces inside \n")
    settings = load(written(tmp_path, with_imap().replace("env:HARBOUR_PASSWORD", "file:mail-password")))
    assert isinstance(settings.mailbox, ImapMailbox)
    assert settings.mailbox.password.read().get_secret_value() == "with spaces inside "


def test_an_inline_password_is_repeated_in_no_message(tmp_path: Path, monkeypatch: Patch) -> None:
    text = with_imap().replace("${env:HARBOUR_PASSWORD}", "seaside-1974")
    with pytest.raises(ConfigProblems) as raised:
        load(written(tmp_path, text))
    assert "seaside" not in repr(raised.value) + str(raised.value)
    assert raised.value.__cause__ is None and raised.value.__suppress_context__


def test_commands_that_talk_to_no_server_need_no_secrets(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.delenv("HARBOUR_PASSWORD", raising=False)
    assert load(written(tmp_path, with_imap()), secrets=False).mailbox.kind == "imap"


def test_a_password_never_crosses_a_network_unprotected(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setenv("HARBOUR_PASSWORD", "set")
    assert "would send its password unprotected" in problems(tmp_path, with_imap("  tls: plain\n"))[0]
    on_this_machine = with_imap("  tls: plain\n").replace("mail.harbour.example", "127.0.0.1")
    assert load(written(tmp_path, on_this_machine)).mailbox.kind == "imap"


@pytest.mark.parametrize(("tls", "port"), [("tls", 993), ("starttls", 143)])
def test_the_usual_port_follows_from_the_protection(
    tmp_path: Path, monkeypatch: Patch, tls: str, port: int
) -> None:
    monkeypatch.setenv("HARBOUR_PASSWORD", "set")
    mailbox = load(written(tmp_path, with_imap(f"  tls: {tls}\n"))).mailbox
    assert isinstance(mailbox, ImapMailbox) and mailbox.port == port


# --- what becomes of the settings -------------------------------------------------------------------------


def test_values_stay_what_was_typed(tmp_path: Path) -> None:
    """YAML itself would make 64 of the first, 1080 of the second, and false of the third."""
    text = SMALL.replace("name: Harbour branch", "name: no\n  phone: 0100") + "policy: {open_until: 18:00}\n"
    settings = load(written(tmp_path, text))
    assert (settings.branch.name, settings.branch.phone) == ("no", "0100")
    assert settings.policy.open_until == time(18)


def test_addresses_are_lower_case_in_the_branch(tmp_path: Path) -> None:
    branch = branch_of(load(written(tmp_path, SMALL)))
    assert branch.address == "casework@harbour.example"
    assert branch.coordinator == Person("Ida Moss", "ida@harbour.example")
    assert branch.secretary is None and branch.administrator is None


@pytest.mark.parametrize(
    ("nation", "holiday", "other"),
    [
        ("england", date(2026, 4, 6), date(2026, 11, 30)),
        ("scotland", date(2026, 11, 30), date(2026, 4, 6)),
        ("northern-ireland", date(2026, 3, 17), date(2026, 11, 30)),
        ("wales", date(2026, 8, 31), date(2026, 3, 17)),
    ],
)
def test_each_nation_keeps_its_own_bank_holidays(
    tmp_path: Path, nation: str, holiday: date, other: date
) -> None:
    settings = load(written(tmp_path, SMALL.replace("Harbour branch", f"Harbour branch\n  nation: {nation}")))
    policy = policy_of(settings, [2026, 2027])
    assert holiday in policy.holidays and other not in policy.holidays
    assert date(2027, 1, 1) in policy.holidays and date(2028, 1, 1) not in policy.holidays


def test_a_branch_changes_single_points_and_words_and_keeps_the_rest(tmp_path: Path) -> None:
    more = "policy:\n  points: {grievance: 6.5}\n  category_words: {grievance: something to raise}\n"
    policy = policy_of(load(written(tmp_path, SMALL + more)), [])
    assert policy.points["grievance"] == 6.5 and policy.points["disciplinary"] == 6
    assert policy.category_words["grievance"] == "something to raise"
    assert set(policy.category_words) == set(policy.points)


def test_the_branchs_own_labels_are_wordings_of_their_fields(tmp_path: Path) -> None:
    more = """\
form:
  fields:
    - {field: member_name, label: "Who are you?", needed: true}
    - {field: department, label: "Where do you work?", wordings: [Dept]}
  choices: {redundancy: [Going]}
"""
    settings = load(written(tmp_path, SMALL + more))
    form = form_settings_of(settings)
    assert form.wordings == {"member_name": ("Who are you?",), "department": ("Where do you work?", "Dept")}
    assert form.choices == {"redundancy": ("Going",)}
    assert form.needed == ("member_name",)
    blank = blank_form_of(settings)
    assert [(one.field, one.label, one.needed) for one in blank.questions] == [
        ("member_name", "Who are you?", True),
        ("department", "Where do you work?", False),
    ]


def test_the_usual_form_asks_for_every_known_answer_once() -> None:
    questions = FormSection().fields
    assert len(questions) == len({question.field for question in questions}) == 27
    assert [question.field for question in questions if question.needed] == [
        "member_name",
        "email",
        "summary",
    ]


FIELDS_PAPER = ROOT.parent / "shared" / "forms-kit" / "FIELDS.md"


@pytest.mark.skipif(not FIELDS_PAPER.exists(), reason="the papers are not beside the project")
def test_fields_and_categories_are_those_of_the_papers() -> None:
    rows = re.findall(r"(?m)^\| (\w+)\*? \|.*?\|(.*)\|$", FIELDS_PAPER.read_text(encoding="utf-8"))
    described = dict(rows[1:])
    assert sorted(question.field for question in FormSection().fields) == sorted(described)
    assert list(PolicySection().all_points()) == described["categories"].strip().split(", ")
