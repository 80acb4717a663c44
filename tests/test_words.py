"""The words of the caseworkers' replies, and how people really write them (DOMAIN.md §6.2)."""

from __future__ import annotations

import time
from datetime import date

import pytest

from casework.said import Word
from ingest.reply import own_words
from ingest.words import words_of

MONDAY = date(2026, 11, 23)


def said(text: str, written: date = MONDAY) -> str:
    """What was said, in one line: "AWAY 2027-08-03 2027-08-14, DECLINE"."""
    parts = []
    for one in words_of(text, written):
        days = [day.isoformat() for day in (one.start, one.end, *one.days) if day]
        spent = [
            f"{e.minutes}{' ' + e.kind if e.kind else ''}{f' {e.day}' if e.day else ''}" for e in one.spent
        ]
        about = [one.about.value] if one.about else []
        about += [f"{number:g}" for number in (one.hours, one.rating, one.most) if number is not None]
        parts.append(" ".join([one.word.name.replace("_", " "), *days, *about, "; ".join(spent)]).strip())
    return ", ".join(parts)


ACCEPT = [
    "ACCEPT", "accept", "Accept.", "ACCEPT C-2026-0042", "Yes", "yes happy to", "Yes, no problem",
    "Yes please",
    "Happy to take this one", "I can do this", "I accept", "Hi Moira,\n\nYes please", "Sure",
    "I'd be happy to", "Sorry for the delay, yes I can",
    "I am happy to do it.", "Absolutely", "With pleasure", "I would be willing to", "Okay, I'll do it",
    "More than happy to", "Accept.\n\nSam", "Yes I can take it, thanks for asking", "Count me in",
    "I'll take it",
    "*ACCEPT*", "Of course", "Glad to help", "I'd be glad to help with this", "> old words\nACCEPT",
    "Yep, will do", "ACCEPT\n\nThanks for all you do, it has been a long week",
    "Yes, I'll ring her tomorrow", "Yes, next week is fine", "I can take one more",
    "I can help with this one", "Yes, I'll talk to her tomorrow", "Yes happy to, I'll see them next week",
    "Yes, I don't know anybody there", "Accept, no conflict of interest", "Yes. I'm not in that department.",
    "Yes, I've got time this month", "Happy to take on another", "I'll take on the case",
    "It's a yes from me",
    "All right, I'll do it", "Yes, will look after it", "Yes, I'll read the papers tonight",
    "Yes please.\n\nIf you could send me the file, that would be great.", "I'd love to", "Aye, happy to",
    "Yes, I have seen this, happy to take it", "Yes, it is not a problem", "I can take over from Ana",
    "Yes, will do, I'll let you know how it goes", "Diolch, yes please", "Bore da Moira,\n\nYes, happy to",
    "Go raibh maith agat, yes",
]  # fmt: skip
DECLINE = [
    "DECLINE", "No", "No thanks", "sorry can't this month", "I can't, sorry", "Afraid not this time",
    "Unfortunately I am away", "I decline", "Dear all,\nNot this time, thanks", "I won’t be able to", "Nope",
    "DECLINE sorry, too busy", "Sorry, I have too much on at the moment", "Not this one, sorry",
    "I can't help this time", "Decline, I know the person", "Sorry no", "Can't do it I'm afraid",
    "I am not able to take this on",
    "I would rather not", "I'll pass on this one", "Too busy", "Count me out",
    "Absolutely not", "Definitely not this month", "Of course not, sorry", "Would love to, can't",
    "Sorry to miss this one", "Can't this month, I have to talk at a conference",
    "No, I need to look after my mother", "Sorry, I can't manage this month", "I can't manage this week",
    "Sorry, but I can't", "Thanks but no thanks",
]  # fmt: skip
QUESTION = [
    "QUESTION", "Question: which campus is it", "Which campus is it?", "Who is the second?",
    "I have a question about the date", "Can you ring me please", "Yes, but who is the manager?",
    "I need some advice on this case", "Should I step back?", "Is this too much for one person?",
    "Could somebody call me about this", "Would it be possible to meet on Thursday?",
]  # fmt: skip
STEP_BACK = [
    "STEP BACK", "step back", "Step-back", "STEP BACK C-2026-0042", "I need to step back from this one",
    "I need to step back", "Sorry, I need to step back from this case", "I have to step back for now",
    "I'm stepping back", "I think I need to step back from this one, sorry",
    "I must step down from this case",
    "I'd like to hand this case back", "I can't carry on with this case",
    "Please find somebody else for this case",
    "I'm afraid I have to step back because of my mother's health",
    "Hi Moira,\nI need to step back from this one.",
    "Stepping back from this one, thank you", "I would like to withdraw from this case",
    "Please take me off this case", "I have to give up this case",
    "I need to step back from this. My father is ill and I have to be with him.",
    "I'm going to have to step back", "I'm sorry but I have to step back", "I can no longer do this case",
    "I need to come off this case", "Someone else needs to take over this case",
]  # fmt: skip
TOO_MUCH = [
    "TOO MUCH", "too much", "Too much.", "TOO MUCH\n\nSorry everybody.", "It's too much",
    "It is all too much for me",
    "It's all getting too much at the moment", "My caseload is too much", "My caseload is unsafe",
    "I can't cope any more", "Sorry, it's too much right now", "This is too much", "TOO MUCH C-2026-0042",
    "Its all getting too much for me, sorry everyone", "Im sorry, I cant cope any more",
    "Too much. Perhaps after Easter, but not now.", "too much :(", "TOO MUCH!", "I have too many cases",
    "Hello,\n\nhonestly it's all too much at the moment.\n\nsorry", "It has all become too much",
    "I cannot cope with this any longer", "I can't manage all this", "I can't manage any more",
    "I've got too much on my plate", "I'm overwhelmed", "I think I'm burnt out", "I am drowning, sorry",
]  # fmt: skip
READY = ["READY", "I'm ready again", "Ready for new cases again", "I am ready for offers"]
LEVEL = [
    "READY FOR A CASE", "I feel ready to take a case", "I think I'm ready for my first case",
    "I'm ready to take a case on my own", "I feel confident enough to take on a case with another caseworker",
    "I'd like to take on a case", "I am ready to move up",
]  # fmt: skip
LEAVE = [
    "LEAVE THE TEAM", "I'd like to stop being a caseworker", "please take me off the list, thanks",
    "I'm leaving the casework team", "I have to step down as a caseworker", "I can no longer be a caseworker",
    "Sorry, I want to leave the team because of my new job", "I no longer want to be a caseworker",
]  # fmt: skip
DONE = [
    "DONE",
    "Done, thanks",
    "All done",
    "It's done",
    "done.",
    "This case is finished",
    "I've finished with this case",
]
CLOSE = [
    "CLOSE", "Please close this case", "close it please", "This case can be closed now", "It can be closed",
    "You can close this one", "I think we can close this", "I think this case can be closed",
]  # fmt: skip
HELP = [
    "HELP",
    "help please",
    "Help",
    "What can I say?",
    "what words can I use",
    "Which words can I use?",
    "?",
]
LOAD = [
    "LOAD", "load please", "My load", "my load?", "What's on my plate?", "How much do I have?",
    "how much have I got on", "How many cases do I have now?", "What is my load at the moment?",
    "Please show me my load", "How is my load?", "Could you send me my caseload?", "Which cases do I have?",
    "How full am I?", "How was my load worked out?", "How much do I have? Thanks", "What do I have on?",
    "what have I got on my plate", "How much room do I have left?",
]  # fmt: skip
RATING = [
    "RATING 2", "rating: 3", "Rating distressing", "rating: distressing", "RATING 2, thanks",
    "emotional rating 1", "RATING C-2026-0042 2", "The emotional rating should be 2", "rate it 2",
    "I'd rate it 2", "Thanks. RATING 0", "Please rate this case as distressing", "RATING 2 (distressing)",
]  # fmt: skip
BUDDY = [
    "BUDDY", "buddy please", "A buddy, please", "I'd like somebody to talk to", "I need someone to talk with",
]  # fmt: skip
TALKED = [
    "TALKED", "talked, thanks", "I've talked it over with Ben", "We have talked it all over already",
    "I have talked things over with my partner",
]  # fmt: skip
CHECK_INS = ["CHECK-INS", "check-ins please", "check ins again"]
NO_CHECK_INS = ["NO CHECK-INS", "no more check-ins please", "No check ins, thanks", "Stop the check-ins"]
PULSE = ["PULSE", "pulse please"]
NO_PULSE = ["NO PULSE", "no more pulse", "Please stop the pulse"]
NOTHING = [
    "Thanks", "Thank you", "Thanks for letting me know", "Got it, thanks", "ok thanks",
    "Many thanks, Moira", "Cheers",
    "I am out of the office until 14 August. For urgent matters please write to the branch.",
    "I am away from 3 August to 14 August and will reply on my return.",
    "Automatic reply: ACCEPT is not possible, I am away.",
]  # fmt: skip
WITH_DAYS = {
    "AWAY 3-14 August": "AWAY 2027-08-03 2027-08-14",
    "away 3-14 August": "AWAY 2027-08-03 2027-08-14",
    "Away from 3 to 14 August": "AWAY 2027-08-03 2027-08-14",
    "AWAY from 3/12 to 14/12": "AWAY 2026-12-03 2026-12-14",
    "AWAY from 3/12/2026 to 4/1/2027": "AWAY 2026-12-03 2027-01-04",
    "AWAY 2026-12-03 to 2026-12-10": "AWAY 2026-12-03 2026-12-10",
    "I'm away from 24 December until 2 January": "AWAY 2026-12-24 2027-01-02",
    "I'll be away 24 Dec - 2 Jan": "AWAY 2026-12-24 2027-01-02",
    "I'm on leave until 4 December": "AWAY 2026-11-23 2026-12-04",
    "I am on annual leave from Monday 30 November to Friday 4 December": "AWAY 2026-11-30 2026-12-04",
    "Away next week": "AWAY 2026-11-30 2026-12-06",
    "I'm away next week, sorry": "AWAY 2026-11-30 2026-12-06",
    "away on 5 December": "AWAY 2026-12-05 2026-12-05",
    "Away for two weeks from 7 December": "AWAY 2026-12-07 2026-12-20",
    "AWAY 7 December for a week": "AWAY 2026-12-07 2026-12-13",
    "away in January": "AWAY 2027-01-01 2027-01-31",
    "LEAVE 1 December 15 December": "AWAY 2026-12-01 2026-12-15",
    "AWAY 01/12/2026 15/12/2026": "AWAY 2026-12-01 2026-12-15",
    "LEAVE 2026-12-01 2026-12-15": "AWAY 2026-12-01 2026-12-15",
    "AWAY 1 December 15 December 20 December": "UNCLEAR AWAY",
    "I'm off 7-11 December": "AWAY 2026-12-07 2026-12-11",
    "Im on hols 20 dec - 4 jan": "AWAY 2026-12-20 2027-01-04",
    "Pause for a month plz": "PAUSE 2026-12-22",
    "Give me a rest for 2 weeks": "PAUSE 2026-12-06",
    "AWAY tomorrow": "AWAY 2026-11-24 2026-11-24",
    "AWAY": "UNCLEAR AWAY",
    "AWAY from 3 December": "UNCLEAR AWAY",
    "I'll be away from 3 December": "UNCLEAR AWAY",
    "AWAY from 3 December for a week": "AWAY 2026-12-03 2026-12-09",
    "AWAY from 3 December to 3 December": "AWAY 2026-12-03 2026-12-03",
    "AWAY from  to ": "UNCLEAR AWAY",
    "Away a lot this term": "UNCLEAR AWAY",
    "AWAY 31 February to 3 March": "UNCLEAR AWAY",
    "AWAY 14 December to 3 December": "UNCLEAR AWAY",
    "AWAY 3 August 2025 to 14 August 2025": "UNCLEAR AWAY",
    "PAUSE 4": "PAUSE 2026-12-21",
    "pause": "PAUSE 2026-12-21",
    "PAUSE 3 weeks": "PAUSE 2026-12-13",
    "Pause for two weeks please": "PAUSE 2026-12-06",
    "PAUSE 14": "PAUSE 2026-12-07",
    "PAUSE 10 days": "PAUSE 2026-12-02",
    "pause until 14 January": "PAUSE 2027-01-14",
    "Please pause my offers for 6 weeks": "PAUSE 2027-01-03",
    "I'd like a break for a month": "PAUSE 2026-12-22",
    "No new cases for 6 weeks please": "PAUSE 2027-01-03",
    "pause for 2": "PAUSE 2026-12-07",
    "please pause me for 2 weeks": "PAUSE 2026-12-06",
    "Please don't send me any cases for 4 weeks": "PAUSE 2026-12-20",
    "STOP": "UNCLEAR PAUSE",
    "Please stop sending me offers": "UNCLEAR PAUSE",
    "PAUSE 0": "UNCLEAR PAUSE",
    "PAUSE 900": "UNCLEAR PAUSE",
    "PAUSE -3": "UNCLEAR PAUSE",
    "PAUSE for ever": "UNCLEAR PAUSE",
    "SHADOW 3 December": "SHADOW 2026-12-03",
    "SHADOW 3, 10 and 17 December": "SHADOW 2026-12-03 2026-12-10 2026-12-17",
    "Shadow dates: 3/12, 10/12": "SHADOW 2026-12-03 2026-12-10",
    "I can shadow on 3 December or 14 January": "SHADOW 2026-12-03 2027-01-14",
    "SHADOW 3/12 10/12": "SHADOW 2026-12-03 2026-12-10",
    "I'd like to shadow on Thursday 3 December": "SHADOW 2026-12-03",
    "Happy to shadow on 3 December": "SHADOW 2026-12-03",
    "SHADOW": "UNCLEAR SHADOW",
    "SHADOW any time": "UNCLEAR SHADOW",
    "TIME 2h30 prep": "TIME 150 preparation",
    "2h on Tuesday": "TIME 120 2026-11-17",
    "2h30 prep, 1h hearing": "TIME 150 preparation; 60 hearing",
    "time: 1.5 hours": "TIME 90",
    "45 mins": "TIME 45",
    "I spent two hours on this case yesterday": "TIME 120 2026-11-22",
    "half an hour phone calls": "TIME 30 talking",
    "an hour and a half with the member": "TIME 90",
    "TIME 1:30": "TIME 90",
    "TIME 1h 15m travel": "TIME 75 travel",
    "TIME 0": "TIME 0",
    "2 hours and 20 minutes reading": "TIME 140 preparation",
    "HOURS 4 in December": "HOURS 2026-12-01 2026-12-31 4",
    "I can only do 4 hours in December": "HOURS 2026-12-01 2026-12-31 4",
    "hours 5 from 1 January to 31 March": "HOURS 2027-01-01 2027-03-31 5",
    "I have no hours in January": "HOURS 2027-01-01 2027-01-31 0",
    "I can give 6 hours a month from now on": "HOURS 6",
    "HOURS 6 a month": "HOURS 6",
    "HOURS 2": "UNCLEAR HOURS",
    "HOURS  in ": "UNCLEAR HOURS",
    "HOURS 2h prep": "TIME 120 preparation",
    "TIME": "UNCLEAR TIME",
    "TIME  hours": "UNCLEAR TIME",
    "TIME 90 hours": "UNCLEAR TIME",
    "LIMIT 2": "LIMIT 2",
    "Sorry, my limit is 2 cases": "LIMIT 2",
    "limit: 3 cases": "LIMIT 3",
    "My limit is two cases": "LIMIT 2",
    "LIMIT": "UNCLEAR LIMIT",
    "LIMIT 0": "UNCLEAR LIMIT",
    "LIMIT 90": "UNCLEAR LIMIT",
    "RATING 0": "RATING 0",
    "RATING crisis": "RATING 3",
    "rating 2 C-2026-0042": "RATING 2",
    "RATING": "UNCLEAR RATING",
    "RATING 4": "UNCLEAR RATING",
    "RATING 2 or 3": "UNCLEAR RATING",
    "RATING not 3": "UNCLEAR RATING",
    "RATING 2 crisis": "UNCLEAR RATING",
}
SEVERAL = {
    "ACCEPT\nTIME 2h": "ACCEPT, TIME 120",
    "Sorry can't this month, away 3-14 December": "DECLINE, AWAY 2026-12-03 2026-12-14",
    "Yes happy to.\nAWAY 24 December to 2 January\nTIME 30 min": (
        "ACCEPT, AWAY 2026-12-24 2027-01-02, TIME 30"
    ),
    "DECLINE\n\nPAUSE 4": "DECLINE, PAUSE 2026-12-21",
    "Decline, and my limit is 2 cases": "DECLINE, LIMIT 2",
    "TIME 2h\nRATING 3": "TIME 120, RATING 3",
    "RATING 3\nTOO MUCH": "RATING 3, TOO MUCH",
    "ACCEPT\nRATING 1": "ACCEPT, RATING 1",
    "TIME 2h prep\nDONE": "TIME 120 preparation, DONE",
    "STEP BACK\nPAUSE 6": "STEP BACK, PAUSE 2027-01-04",
    "Done, and 2h30 hearing": "DONE, TIME 150 hearing",
    "TIME 1h\nTIME 1h travel": "TIME 60, TIME 60 travel",
    "Yes to this. And I'm away 20 December to 3 January.": "ACCEPT, AWAY 2026-12-20 2027-01-03",
    "I'd like to step back from this case please, no drama": "STEP BACK",
    "Decline. I'm away next week.": "DECLINE, AWAY 2026-11-30 2026-12-06",
    "I need to step back from this one, and please no new cases for 6 weeks": ("STEP BACK, PAUSE 2027-01-03"),
    "Too much. I need to step back from this one.": "TOO MUCH, STEP BACK",
}
TRAPS = [
    "", "Yes, but only after Easter", "No problem at all with the date",
    "Let me think",
    "Yes, happy to take it on, and I could start next week\nunless it is in Physics",
    # a no to a no, or of somebody else
    "I can't say no", "I won't say no", "How could I say no", "I cannot refuse", "I can't wait to help",
    "I have no objection", "I'm not saying no", "The member declined the meeting",
    "She has declined the offer",
    "I won't be away 3 to 14 December", "I'm no longer on leave", "I'm not overwhelmed", "She is overwhelmed",
    "I'm off to a meeting on Friday", "I don't think it's too much",
    "Yes if Ben does it with me", "I can't say yes yet", "Maybe", "ok ok what is this",
    "I don't need to step back", "I might have to step back if it goes to a hearing",
    "Let's take a step back and look at it again", "It's not too much", "Not too much, thank you",
    "Do not close it yet", "We are close to an agreement", "It is not done", "Well done everybody",
    "I have done the first meeting", "Time is short", "I only have 2 hours a month",
    "The meeting takes 2 hours", "Help me understand what the university wants",
    "Accept my apologies for the delay",
    "Please pause before you send that letter", "I was away when this came",
    "There was too much noise at the meeting",
    "I could step back or go on, you decide", "Accept or decline, I do not mind", "Yes and no",
    "If it gets too much I will tell you", "I wrote to her and we meet on Thursday", "Nobody has closed it",
    "My shadow was there as well", "I'd rather not pause", "STEP BACK is not what I want",
    "You asked whether I want to step back", "I will not step back",
    "I talked with the manager yesterday", "We talked", "Nobody talked it over with me",
    "I want to leave the meeting early", "I am leaving on Friday", "She is ready to take a case",
    "I am not ready for a case yet", "I can do 2 hours for the hearing",
    "HEAVY", "easier", "This case is a lot heavier than I thought", "This case is distressing",
    "Put this one down as upsetting", "I rate it highly", "no more than 2 cases at once please",
    "It is upsetting", "This case is not upsetting", "The case was upsetting for the member", "Hard to say",
    "This case is upsetting, but I am fine", "The rating of the lecturer was 2", "I rate her highly",
    "The limit is on Friday", "They gave her no more than two days", "No idea yet",
    "No more than two cases like this were won",
    # no answer yet, however kindly it begins
    "I will think about it", "I'll take a look at it this weekend", "I will let you know tomorrow",
    "I can see why they asked me", "Sure, let me check my diary first", "Yes, I got your mail",
    "Of course I remember her", "Yes. I'll let you know by Friday.", "Happy to talk about it",
    "Glad to hear it", "Sorry, just seen this", "Sorry to be slow, will answer tonight", "No decision yet",
    "Gladly, not", "I can't say yet, let me check my diary",
    # a yes to something else, to less, or at another time
    "I can take at most three cases", "I can only take two cases at a time", "I can take up to three cases",
    "Yes, 2 cases max", "I'll take two at most", "Happy to, up to my limit of 4",
    "I'll take cases next month",
    "I can do Tuesdays", "I can take cases of bullying only", "Yes as second", "Happy to be second",
    "Yes, only this once", "I can take it next month", "Yes, from January", "Accept next time",
    "Yes, when I am back", "Happy to help another time", "Yes please\n\nBut only as second",
    "Yes,\n\nbut not before January", "Happy to\n\nAs long as it is not Physics",
    "My load is fine", "I have my load under control", "Load the papers into the folder",
    "Away from all this I would still say it is a good case", "Time will tell",
]  # fmt: skip

PLAIN = {
    Word.ACCEPT: ACCEPT, Word.DECLINE: DECLINE, Word.QUESTION: QUESTION, Word.STEP_BACK: STEP_BACK,
    Word.TOO_MUCH: TOO_MUCH, Word.READY: READY, Word.DONE: DONE, Word.CLOSE: CLOSE, Word.HELP: HELP,
    Word.LOAD: LOAD, Word.NOTHING: NOTHING, Word.BUDDY: BUDDY, Word.TALKED: TALKED, Word.CHECK_INS: CHECK_INS,
    Word.NO_CHECK_INS: NO_CHECK_INS, Word.PULSE: PULSE, Word.NO_PULSE: NO_PULSE, Word.RATING: RATING,
    Word.NOTHING: NOTHING, Word.LEVEL: LEVEL, Word.LEAVE: LEAVE,
}  # fmt: skip


@pytest.mark.parametrize(("words", "meant"), [(one, word) for word, table in PLAIN.items() for one in table])
def test_a_word_is_known_in_the_ways_people_write_it(words, meant):
    assert [one.word for one in words_of(own_words(words).own, MONDAY)] == [meant]


@pytest.mark.parametrize(("words", "meant"), (WITH_DAYS | SEVERAL).items())
def test_days_and_hours_are_read_as_people_here_write_them_and_several_words_in_one_mail(words, meant):
    assert said(words) == meant


@pytest.mark.parametrize("words", TRAPS)
def test_what_is_not_plain_is_never_guessed(words):
    assert [one.word for one in words_of(words, MONDAY)] == [Word.UNCLEAR]


REMARKS = {
    "Yes please, put it in my diary.": "ACCEPT",
    "Yes, put this one down for me.": "ACCEPT",
    "Yes, I rate it highly": "ACCEPT",
    "Sorry, can't this time, put it to Ben.": "DECLINE",
    "Sorry, no, this case is very heavy for me.": "DECLINE",
    "Can't, very hard now.": "DECLINE",
    "No thank you, this case is distressing for me.": "DECLINE",
    "Sorry, no more than two cases at once.": "DECLINE",
    "Unfortunately at most one case for me": "DECLINE",
}


@pytest.mark.parametrize(("words", "meant"), REMARKS.items())
def test_a_remark_beside_a_yes_or_a_no_is_neither_a_rating_nor_a_limit_and_takes_nothing_away(words, meant):
    assert said(words) == meant


@pytest.mark.parametrize("unclear", ["RATING 7", "RATING", "LIMIT 0", "LIMIT"])
def test_a_rating_or_a_limit_that_is_not_plain_does_not_cancel_the_answer_beside_it(unclear):
    assert said(f"ACCEPT\n{unclear}") == "ACCEPT"
    assert said(f"Sorry, can't this month\n{unclear}") == "DECLINE"


def test_a_remark_brings_no_question_about_a_rating():
    for words in ("HEAVY", "easier", "This case is distressing", "I rate it highly"):
        assert said(words) == "UNCLEAR"


def test_a_line_below_the_first_counts_only_if_it_begins_with_the_word_itself():
    story = "Thanks\n\nShe told me it was all too much.\nHe asked me to step back.\nWe can close it, he said."
    assert said(story) == "NOTHING"


def test_what_was_quoted_says_nothing():
    quoted = "Done, thanks\n\nOn Monday Ashby wrote:\n> STEP BACK\n> PAUSE 4\n"
    assert said(own_words(quoted).own) == "DONE"


def test_words_below_a_closing_are_a_signature():
    assert said("DONE\n\nBest wishes\nHelp the Aged, volunteer\nTIME Ltd, 2h from London") == "DONE"


def test_there_are_many_phrasings():
    assert sum(map(len, (*PLAIN.values(), WITH_DAYS, SEVERAL, TRAPS))) >= 120


@pytest.mark.parametrize(
    "text", ["too much " * 50_000, "step back, " * 50_000, "1h " * 50_000, "a" * 1_000_000]
)
def test_hostile_words_are_looked_at_in_no_time(text):
    start = time.process_time()
    words_of(text, MONDAY)
    assert time.process_time() - start < 0.5
