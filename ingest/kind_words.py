"""The words that letters of each kind are known by. Wide on purpose: what is in doubt goes to a person."""

from __future__ import annotations

import re

from ingest.phrases import phrases

ASKS = phrases(
    r"""
    help
    advice
    advise me
    (?:your|union|some) support
    support me
    represent(?:ed|ation|ative)?
    accompan(?:y|ied)
    (?:come )?with me
    (?:someone|somebody|anyone) (?:to|from|who)
    (?:speak|talk) (?:to|with) (?:someone|somebody|anyone|a rep|you)
    (?:call|ring|phone) me
    get in touch
    what (?:should|can|do|could) i do
    what to do
    where (?:i|do i) stand
    my rights
    am i (?:entitled|allowed)
    (?:can|may|could) i (?:bring|take|have) (?:someone|somebody|anyone|anybody|a (?:friend|colleague|witness))
    do i have to
    can (?:they|he|she) (?:do|make|force|sack|stop|refuse)
    (?:a|my|union|your|the) (?:rep|caseworker|representative)
    guidance
    assist(?:ance)?
    (?:a|the) form
    next steps?
    who (?:can|should) i
    """
)
TROUBLE = phrases(
    r"""
    grievance
    complain\w{0,4}
    disciplin\w{2,6}
    fact[- ]finding
    hearing
    investigat\w{2,6}
    suspen\w{2,5}
    redundan\w{2,3}
    at risk
    restructur\w{2,3}
    dismiss\w{0,3}
    sacked
    fired
    bull(?:y|ied)\w{0,3}
    harass\w{0,5}
    discriminat\w{2,4}
    my (?:line )?manager
    my boss
    my head of
    my supervisor
    hr
    human resources
    sick(?:ness)?
    absence
    occupational health
    workload
    stress\w{0,3}
    contract
    hours
    pay
    salary
    underpaid
    regrad\w{2,4}
    grade
    probation
    promotion
    pension
    flexible working
    maternity
    paternity
    adjustments?
    disabilit\w{1,3}
    capability
    performance
    improvement plan
    settlement
    unfair\w{0,2}
    treated
    resign\w{0,4}
    meeting
    warning
    allegations?
    accus\w{2,5}
    whistle\w{0,8}
    safety
    transfer
    tupe
    """
)
MYSELF = phrases("i\ni'm\ni've\ni'd\ni'll\nme\nmy\nmyself")
MEMBER = phrases(
    r"""
    (?:i've|i have|have) been (?:a|in the) (?:union |branch )?(?:member|union)
    i(?:'m| am) a (?:union )?member
    my (?:union )?membership
    join(?:ed)? the union
    as a member
    member (?:for|since)
    """
)
MASS = phrases(
    r"""
    unsubscribe
    view (?:this (?:e-?mail|message) )?in (?:your|a) browser
    manage (?:your )?preferences
    you are receiving this
    dear (?:all|colleagues?|members|friends|customer)
    dear branch (?:officers|secretar\w{1,3})
    hi (?:all|everyone|team)
    newsletter
    mailing list
    """
)
BUSINESS = phrases(
    r"""
    minutes
    agenda
    agm
    committee
    branch meeting
    executive
    conference
    delegates?
    motion
    ballot
    strike day
    rally
    picket
    newsletter
    training (?:day|course)
    expenses?
    invoice
    quotation
    room booking
    venue
    rota
    subscription
    webinar
    survey
    press release
    vacancy
    policy (?:update|review)
    consultation (?:meeting|document)
    negotiat\w{2,4}
    jn?cc
    facility time
    """
)
EMPLOYER = phrases(
    r"""
    your member
    the employee
    our employee
    on behalf of the (?:university|college|council|trust|school|company)
    hr (?:business partner|advis[eo]r|team)
    human resources (?:team|department)
    without prejudice
    we write to inform
    """
)
SPAM = phrases(
    r"""
    lottery
    lotto
    jackpot
    you(?:r e-?mail)? (?:have|has) won
    won (?:gbp|usd|eur|£|\$)
    claim your (?:prize|reward|funds)
    beneficiary
    inheritance
    next of kin
    bitcoin
    crypto(?:currency)?
    forex
    casino
    viagra
    cialis
    seo (?:services?|agency)
    backlinks?
    guest post
    verify your (?:account|mailbox|password)
    your (?:mailbox|account|password) (?:is|has|will) (?:almost full|expired?|be (?:closed|suspended))
    click (?:here|below) to (?:claim|verify|unlock|keep)
    loan offer
    million (?:dollars|pounds|usd|euros)
    wire transfer
    dear winner
    """
)
# Somebody asks others to fill a form in: our own copy of a blank form sent out.
GIVES_OUT = re.compile(
    r"\b(?:please|kindly|(?:could|can) you|you (?:will )?(?:need|have) to|ask(?:ed)? (?:you|them) to)\b"
    r".{0,40}\b(?:fill in|fill out|complete)\b.{0,40}\b(?:form|questions)\b",
    re.IGNORECASE,
)
# Somebody says that a form is with the letter.
BRINGS = phrases(
    r"""
    (?:completed|filled[ -]in) (?:\w{1,12} )?form
    (?:my|the|here is the|here's the) (?:casework |case |enquiry |intake |request |referral )?form
    form (?:is )?attached
    attached (?:is|the|my|form)
    filled (?:it )?in
    filled out
    here (?:is|are) my
    (?:scan|photo|picture)s? of
    """
)
REFERENCE = phrases(
    r"""
    C-\d{4}-\d{4}
    (?:case|ref(?:erence)?\.?(?: no\.?| number)?)[ :#]{1,3}(?:[A-Z]{1,4}-?)?\d{2,4}[-/]\d{2,5}
    """
)
GOES_ON = phrases(
    r"""
    my case(?:worker)?
    your case
    the case
    my form
    further to
    following (?:up|our|on)
    as (?:requested|promised|discussed|agreed)
    (?:an? |any )?update
    thanks?(?: you)? again
    thanks?(?: you)?(?: very much)? for (?:your|the|getting|coming|seeing|meeting|yesterday|today|all|last)
    thanks?(?: you)? for (?:mon|tues|wednes|thurs|fri|satur|sun)day
    (?:has|have) been (?:moved|postponed|changed|rescheduled|cancelled)
    got it
    i'll wait
    letter (?:that )?(?:came|i (?:got|received))
    """
)
