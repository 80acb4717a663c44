"""What a branch gets where its config.yaml says nothing: points and words by category, and the form."""

from __future__ import annotations

from typing import NamedTuple

from casework.categories import CATEGORIES, Category

__all__ = ["CATEGORIES", "QUESTIONS", "Category", "Question"]


class Question(NamedTuple):
    """One question of the branch's form: its field, its label on the form, and whether it is needed."""

    field: str
    label: str
    needed: bool = False


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
