"""The numbers that workload is reckoned with (DOMAIN.md §3.2). A branch's own stand in config.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from casework.plan.problem import Soft

Numbers = tuple[tuple[str, float], ...]
"""Names, as the settings have them, each with its number."""


@dataclass(frozen=True, slots=True)
class Workload:
    """Points are hours of casework a month while a case is active; shares and parts are of 1.

    The defaults are proposals of DOMAIN.md §3.2, to be set right by what the branch logs.
    """

    hours: float = 10.0  # a month, of whoever has not said
    for_cases: float = 0.85  # of the hours; the rest is for training and talking it over
    while_new: float = 0.6  # of that, for whoever is new
    share_sole: float = 1.0
    share_lead: float = 0.7
    share_second: float = 0.4
    while_waiting: float = 0.25  # of a case that waits for the employer, or is quiet …
    quiet_days: int = 28  # … since nothing was heard or noted of it for so many days; 0: never
    near_date: float = 1.0  # points more where a date is within …
    near_days: int = 28  # … so many days
    access_needs: float = 1.0  # points more where the member needs adjustments
    emotional_factor: float = 0.15  # of the points more, for each step of a case's emotional rating
    most_new: int = 2  # new cases in …
    new_days: int = 28  # … so many days
    most_heavy: int = 2  # open cases with the rating 3
    new_cases: int = 2  # open cases of whoever is new
    new_points: float = 6.0  # and their points
    nearly_full: float = 0.9  # of their time: from here on a suggestion and an offer say that it is much
    most_used: float = 1.0  # of somebody's time, in a suggestion
    most_by_choice: float = 1.1  # of it, where the coordinator herself chooses them
    seconds: float = 1.0  # of thinking about the new cases of one turn
    soft: Soft = Soft()  # what makes one plan better than another besides load (DOMAIN.md §4.2)
    stages: Numbers = (  # a category's points times this, by where the case stands; 1 where nothing is said
        ("triage", 0.5),
        ("informal", 0.7),
        ("investigation", 1.0),
        ("formal hearing", 1.3),
        ("appeal", 1.1),
        ("tribunal", 0.5),
        ("after-care", 0.3),
    )
    extra_work: Numbers = (  # points more for what no form tells
        ("more than two parties", 1.0),
        ("papers", 1.0),
        ("travel", 0.5),
        ("hostile contact", 1.0),
    )
    duties: Numbers = (  # what else people do for the branch, points a month
        ("coordinator", 4.0),
        ("negotiator", 3.0),
        ("health and safety", 2.0),
        ("committee", 1.0),
    )


@dataclass(frozen=True, slots=True)
class Care:
    """When somebody's cases are too much, and when it is asked how they are (DOMAIN.md §3.3).

    Parts are of 1: 0.85 is 85 % of somebody's hours for cases.
    """

    used: float = 1.0  # more of their hours than this …
    used_days: int = 7  # … for so many days at a stretch
    emotional: float = 6.0  # or an emotional load of so much
    heavy: int = 3  # or so many open cases with the rating 3
    logged: float = 1.5  # or more hours noted than so many times those they give …
    logged_months: int = 2  # … in so many months running
    overdue: int = 3  # or so many deadlines past and not ticked off, for `used_days`; 0: not looked at
    talk_days: int = 2  # working days until the coordinator has talked with whoever has too much,
    plan_days: int = 5  # … until the plan is written,
    check_days: int = 10  # … and until it is asked whether it helped
    rest_rating: int = 3  # after a case this hard is closed …
    rest_days: int = 14  # … so many days without offers to those who had it; 0: none
    let_be_days: int = 5  # working days without another offer to whoever let one run out; 0: none
    break_days: int = 182  # so long with cases and no day away is said to that person; 0: never
    rating_days: int = 365  # an emotional rating that somebody said is kept so long (G-13); 0: always
    told_days: int = 730  # a no to an offer, days away and the like are kept so long (G-13); 0: always
    check_ins: bool = True  # ask how they are after a hearing or a hard case
    debrief_rating: int = 2  # a case this hard is asked about when it is closed, or after a meeting
    buddy_rating: int = 2  # and one this hard, open for long …
    buddy_days: int = 60  # … which is so many days
    median_used: float = 0.85  # the branch is at the edge where half of the people use more than this,
    declared: int = 3  # or so many have said in …
    declared_days: int = 90  # … so many days that it is too much,
    unallocated_days: int = 10  # or a case has had no lead for so many working days
    never_advice_first: tuple[str, ...] = ("dismissal", "discrimination", "redundancy", "whistleblowing")
