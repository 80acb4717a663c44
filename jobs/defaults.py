"""What a branch gets where its config.yaml says nothing: points and words by category, and the form.

Points are hours a month while a case is active (DOMAIN.md §3.2). The categories are those of the form's
fixed list; five of them have no row in that table and take that of their nearest neighbour. What a category
asks of feelings (0 to 3, §3.2: E) is ours: that paper leaves it to the people who know the case. The words
are what a notice may say of a case: neutral, without health, allegation or blame (DOMAIN.md §6.1).
"""

from __future__ import annotations

from typing import NamedTuple


class Category(NamedTuple):
    """One category: its name in a form's values, its points, the words a notice uses for it, its E."""

    name: str
    points: float
    words: str
    emotional: int = 0


class Question(NamedTuple):
    """One question of the branch's form: its field, its label on the form, and whether it is needed."""

    field: str
    label: str
    needed: bool = False


CATEGORIES = (
    Category("grievance", 5, "a concern to be raised formally", 1),
    Category("disciplinary", 6, "a formal meeting with the employer", 1),
    Category("capability", 5, "a formal review at work", 1),
    Category("sickness_absence", 4, "time away from work", 1),
    Category("bullying_harassment", 7, "how people treat each other at work", 2),
    Category("discrimination", 8, "fair treatment at work", 2),
    Category("disability_adjustments", 4, "arrangements at work", 1),  # as sickness absence
    Category("redundancy", 4, "a change to jobs", 1),
    Category("contract", 2, "a contract"),
    Category("workload_stress", 2, "a concern about workload", 1),
    Category("pay_grading", 3, "pay or grading"),
    Category("flexible_working", 2, "working hours or place of work"),
    Category("family_leave", 2, "leave from work"),  # as flexible working
    Category("health_safety", 2, "safety at work"),  # as workload
    Category("probation", 5, "a period of probation", 1),  # as capability
    Category("promotion", 3, "a promotion"),
    Category("pension", 2, "a pension"),  # as contract and pay
    Category("dismissal", 8, "a job coming to an end", 2),
    Category("transfer", 4, "a move to another employer or post"),  # as redundancy
    Category("whistleblowing", 8, "a concern to be raised in confidence", 2),  # as discrimination
    Category("other", 3, "a matter at work"),
)

QUESTIONS = (
    Question("member_name", "Your full name", needed=True),
    Question("membership_number", "Membership number"),
    Question("joined_union", "When did you join the union?"),
    Question("email", "Private email address", needed=True),
    Question("work_email", "Work email address"),
    Question("phone", "Phone number"),
    Question("contact_preference", "How would you like us to contact you?"),
    Question("employer", "Employer"),
    Question("department", "Department"),
    Question("workplace", "Place of work"),
    Question("job_title", "Job title"),
    Question("grade", "Grade"),
    Question("contract_type", "Type of contract"),
    Question("line_manager", "Line manager"),
    Question("categories", "What is it about?"),
    Question("summary", "What has happened?", needed=True),
    Question("issue_started", "When did it start?"),
    Question("people_involved", "Who else is involved?"),
    Question("steps_taken", "What has been done so far?"),
    Question("desired_outcome", "What would you like to happen?"),
    Question("key_date", "Date of the next meeting or deadline"),
    Question("key_event", "What happens on that date?"),
    Question("other_advice", "Have you had advice from anyone else?"),
    Question("adjustments", "Do you need any adjustments?"),
    Question("caseworker_preference", "Anything we should know about who supports you?"),
    Question("consent", "I agree that the branch keeps and uses this form to support me"),
    Question("signed_on", "Date"),
)
