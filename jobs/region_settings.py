"""The section *region* of config.yaml: whom of the region, which cases, and the clocks."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from pydantic import Field, model_validator

from casework.region_rules import LEVELS, LevelRule, RegionRules
from jobs.setting_types import CategoryName, Email, Section, Text

Days = Annotated[int, Field(ge=1, le=365)]


class OfficialSection(Section):
    """Somebody of the region to whom a referral may go."""

    name: Text = Field(description="the official's name")
    email: Email = Field(description="the official's mail address")


class LevelSection(Section):
    """A row of the table of levels (casework.region_rules.LevelRule)."""

    level: int = Field(ge=2, le=3, description="2 or 3")
    why: Text = Field(description="neutral words for why")
    categories: tuple[CategoryName, ...] = ()
    words: tuple[Text, ...] = ()
    after_days: int = Field(default=0, ge=0, le=3650)
    both_sides: bool = False

    @model_validator(mode="after")
    def _says_when(self) -> LevelSection:
        if not (self.categories or self.words or self.after_days or self.both_sides):
            raise ValueError("would be about every case. Give it categories, words, after_days or both_sides")
        if ";" in self.why:
            raise ValueError("has a semicolon in why, which the register keeps between flags. Use a comma")
        return self


def usual_levels() -> tuple[LevelSection, ...]:
    """The table of a branch that has none of its own."""
    return tuple(LevelSection.model_validate(asdict(rule)) for rule in LEVELS)


class RegionSection(Section):
    """Whom of the region a referral may go to, and when (casework.region_rules.RegionRules)."""

    officials: tuple[OfficialSection, ...] = ()
    secretary_signs: bool = True
    sign_days: Days = 2
    reply_days: Days = 5
    urgent_reply_days: Days = 1
    hold_days: Days = 5
    alarm_days: Days = 42
    send_days: Days = 28
    qualifying_days: int = Field(default=90, ge=0, le=3650)
    levels: tuple[LevelSection, ...] = Field(default_factory=usual_levels)

    @model_validator(mode="after")
    def _each_once(self) -> RegionSection:
        addresses = [one.email for one in self.officials]
        if len(set(addresses)) < len(addresses):
            raise ValueError("names one address twice under officials. Keep one of them")
        return self

    def rules(self) -> RegionRules:
        """As the pure parts take them."""
        levels = tuple(LevelRule(**rule.model_dump()) for rule in self.levels)
        numbers = self.model_dump(exclude={"officials", "levels"})
        return RegionRules(levels=levels, **numbers)
