"""The words that branches head their own casework spreadsheets with, and the states they write into them.

A line for each field or status, its words with commas between them; within a field the likeliest first. The
words are compared folded: without signs, capitals and what stands in brackets.
"""

from __future__ import annotations

from collections.abc import Mapping


def _table(text: str) -> Mapping[str, tuple[str, ...]]:
    lines: dict[str, str] = {}
    name = ""
    for line in text.strip().splitlines():
        head, colon, words = line.partition(": ")
        if colon:
            name = head.strip()
        lines[name] = f"{lines.get(name, '')} {words if colon else line.strip()}"
    return {name: tuple(word.strip() for word in words.split(",")) for name, words in lines.items()}


WORDINGS: Mapping[str, tuple[str, ...]] = _table(
    """
    ref: ref, reference, case ref, case no, case number, case id, id, no, number, case
    name: name, member, member name, full name, members name, name of member, client, who
    first_name: first name, forename, given name, christian name, first
    surname: surname, last name, family name, last
    email: email, e mail, email address, mail, personal email, private email, member email, contact
        email, contact, contact details, contact info, details, email tel, email phone
    phone: phone, telephone, tel, mobile, phone number, tel no, contact number, mobile number,
        contact, contact details, contact info
    membership_number: membership no, membership number, member no, member number, mem no, membership
    department: department, dept, school, faculty, workplace, section, team, service area, unit, works in,
        works at, place of work, dept area
    employer: employer, organisation, institution, trust, company, council
    received: received, date received, date opened, opened, started, date in, start date, date started,
        referred, date referred, date of referral, date of contact, first contact, logged, date logged,
        timestamp, submitted, date submitted, date, date recd, recd, open date, created,
        came in, when, date came in, enquiry date, date of enquiry
    status: status, state, stage, open closed, progress, position, current status, live,
        where are we, where we are, where is it, where it is, situation
    lead: caseworker, rep, representative, allocated to, assigned to, officer, case worker, steward,
        handled by, lead, owner, allocated, who is dealing, dealing, assigned, case officer,
        who has it, who has the case, who is on it, whos on it,
        whos dealing, whos got it, dealt with by, rep 1, rep1, caseworker 1, 1st rep,
        lead rep, first rep, steward 1, looked after by, taken by, given to, supported by, represented by
    second: second, second rep, second caseworker, rep 2, caseworker 2, rep2, 2nd rep,
        2nd caseworker, second officer, steward 2, second steward,
        buddy, co rep, co caseworker
    category: category, type, issue, case type, type of case, nature of case, subject, topic, about,
        nature, problem, type of issue
    key_date: next date, next meeting, hearing, hearing date, meeting date, deadline, key date, review
        date, date of hearing, next action date, date of meeting, due, next step by,
        next mtg, mtg, mtg date, meeting coming up, upcoming meeting, next appointment
    closed: closed, date closed, closed on, closing date, end date, completed, date completed, date
        resolved
    stage: stage, stage reached, case stage, stage of case, procedure stage, formal stage, stage of procedure
    extra_work: extra work, extra, extras, extra points
    emotional: emotional rating, emotional toll, toll, emotional load, emotional
    max_cases: most cases, max cases, max, maximum, maximum cases, max no of cases, max number of cases, cap,
        case cap, limit, case limit, caseload limit, max caseload, max load, own limit
    outcome: outcome, result, resolution, how it ended, conclusion
    notes: notes, note, comments, comment, remarks, update, updates, latest, actions, details, action
    """
)

STATUSES: Mapping[str, tuple[str, ...]] = _table(
    """
    Closed: closed, close, resolved, complete, completed, done, finished, settled, withdrawn, archived,
        no further action, nfa, won, lost, ended, concluded, dropped, inactive, dormant, sorted, c
    Waiting: waiting, pending, on hold, hold, paused, awaiting, parked, adjourned, stalled, suspended,
        waiting on member, waiting for employer, deferred
    New: new, not yet, unallocated, not allocated, to allocate, to be allocated, received, unassigned, tba,
        not started, needs rep, no rep, triage, enquiry
    Active: active, open, ongoing, on going, in progress, allocated, live, current, assigned, started,
        with rep, underway, in hand, continuing, formal, informal, appeal, hearing, investigation, o
    """
)
"""Statuses in people's own words; the first whose words are in the text counts."""
