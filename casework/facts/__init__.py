"""What happened. Past tense, one frozen dataclass each; `decide` knows the whole union.

Facts come from letters (ingest/understand.py), from the coordinator's edits (sheets/changes.py), from
time (casework/due.py) and from deliveries (jobs/deliver.py).
"""

from casework.facts.answers import OfAnswers
from casework.facts.due import OfTime
from casework.facts.letters import OfLetters
from casework.facts.sheet import OfTheSheet

Fact = OfLetters | OfAnswers | OfTheSheet | OfTime
