"""Words spelt nearly like known ones: found among those of their length as among all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ingest.alike import Alike

WORDS = st.lists(st.text("abc ", min_size=1, max_size=14), unique=True, max_size=40)
KEYS = st.text("abc ", min_size=8, max_size=14)


@given(WORDS, KEYS, st.sampled_from((75.0, 91.0)))
def test_nothing_that_is_near_is_missed_for_its_length_and_of_equals_the_first_given_comes_first(
    words: list[str], key: str, cutoff: float
) -> None:
    scored = [(word, fuzz.ratio(key, word)) for word in words]
    near = sorted((one for one in scored if one[1] >= cutoff), key=lambda one: -one[1])
    found = Alike.of(words).near(key, fuzz.ratio, cutoff, cutoff / (200 - cutoff), limit=3)
    assert found == near[:3]


@given(WORDS, KEYS)
def test_the_nearest_by_letters_wrong_is_found_too(words: list[str], key: str) -> None:
    scored = [(word, OSA.normalized_similarity(key, word)) for word in words]
    near = [one for one in scored if one[1] >= 0.7]
    found = Alike.of(words).near(key, OSA.normalized_similarity, 0.7, 0.7, limit=1)
    assert found == sorted(near, key=lambda one: -one[1])[:1]
