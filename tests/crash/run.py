"""The runs: one unbroken, then one for each point, killed there, started again, and held against it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ingest.reading import Reading
from jobs.tick import tick
from tests.crash.compare import State, differences, repeated, state_of
from tests.crash.places import Place
from tests.crash.play import PLAY, Act, People
from tests.crash.points import Point, Points
from tests.crash.process import Died, Engine, Plan, Rested, WentWrong, adopt_orphans


@dataclass(frozen=True, slots=True)
class Scene:
    """One act of the unbroken run: the place as people left it, and what the engine made of it."""

    number: int
    act: Act
    before: Place
    points: tuple[Point, ...]
    after: State
    meanwhile: Callable[[People], bool] | None = None


@dataclass(frozen=True, slots=True)
class Unbroken:
    """The whole play without a kill; every other run is held against it.

    `asides` are acts once more in which somebody is at work in the register before the engine is back.
    """

    scenes: tuple[Scene, ...]
    asides: tuple[Scene, ...]
    kept: dict[bytes, Reading]
    bug: str = ""

    def points(self) -> list[tuple[Scene, int]]:
        """Every point there is to die at."""
        return [(scene, at) for scene in self.scenes for at in range(len(scene.points))]

    def windows(self) -> list[tuple[Scene, int]]:
        """The points at which a notice may have left and the journal calls it unsent."""
        return [(scene, at) for scene, at in self.points() if scene.points[at].window]

    def near(self, label: str) -> list[tuple[Scene, int]]:
        """The points in and right after the calls of that label."""
        return [(scene, at) for scene, at in self.points() if _is_near(scene, at, label)]

    def asides_to_run(self) -> list[tuple[Scene, int]]:
        """The points of the asides about the writing of the register: elsewhere nobody could tell them."""
        points = [(scene, at) for scene in self.asides for at in range(len(scene.points))]
        return [(scene, at) for scene, at in points if _is_near(scene, at, "register.write")]


def _is_near(scene: Scene, at: int, label: str) -> bool:
    return any(label in point.label for point in scene.points[max(0, at - 2) : at + 1])


@dataclass(frozen=True, slots=True)
class Result:
    """One broken run: where it died, what was different, how many notices the next hop got twice."""

    name: str
    problems: tuple[str, ...]
    repeats: int = 0


@dataclass(slots=True)
class Broken:
    """A run in the making."""

    unbroken: Unbroken
    place: Place
    problems: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)
    repeats: int = 0


def unbroken_run(
    new: Callable[[], Place], kept: dict[bytes, Reading], acts: Sequence[Act] = PLAY, bug: str = ""
) -> Unbroken:
    """Play it through in one process; keep the place as each act found it, and the readings of its letters.

    With a bug the readings that are `kept` already are used, without one the contained reader reads all.
    The points are counted by a second run of each act in a process of its own, as the broken runs have it.
    Raises `WentWrong` if this changes anything, or if a connection is in trouble.
    """
    place = new()
    scenes: list[Scene] = []
    asides: list[Scene] = []
    engine = Engine(place, Plan(None, bug, real_reader=not bug, kept=kept))
    for number, act in enumerate(acts):
        act.deed(People(place, number, act.at))
        before = place.copy()
        rested = engine.turns(act.at)
        if isinstance(rested, Died) or rested.troubles:
            raise WentWrong(f'in the unbroken run, "{act.name}": {rested}')
        kept |= rested.kept
        after = state_of(place)
        points, found = _restarted(Scene(number, act, before, (), after), bug, kept)
        if told := differences(found, after):
            raise WentWrong(f'restarted before "{act.name}" it ended otherwise: {told[:3]}')
        scenes.append(Scene(number, act, before, points, after))
        if act.meanwhile is not None and not bug:
            aside = Scene(number, act, before.copy(), points, after, meanwhile=act.meanwhile)
            asides.append(replace(aside, after=_restarted(aside, bug, kept)[1]))
    engine.stop()
    place.remove()
    return Unbroken(tuple(scenes), tuple(asides), kept, bug)


def _restarted(scene: Scene, bug: str, kept: dict[bytes, Reading]) -> tuple[tuple[Point, ...], State]:
    """The act in a process of its own, with what happens meanwhile: its points, and what it comes to."""
    place = scene.before.copy()
    engine = Engine(place, Plan(None, bug, kept=kept))
    rested = engine.turns(scene.act.at)
    if scene.meanwhile is not None and not scene.meanwhile(People(place, scene.number, scene.act.at)):
        raise WentWrong(f'meanwhile there was nothing to do in "{scene.act.name}"')
    again = engine.turns(scene.act.at)
    engine.stop()
    found = state_of(place)
    place.remove()
    if isinstance(rested, Died) or isinstance(again, Died):
        raise WentWrong("it died without having been told to")
    return rested.points, found


def make_ready(new: Callable[[], Place]) -> dict[bytes, Reading]:
    """Play some acts in this very process, so that every engine forked from it has all it may load.

    Gives what their letters read as.
    """
    adopt_orphans()
    place, plan = new(), Plan(real_reader=True)
    with place.world(Points(None, lambda _: None), plan) as world:
        for number, act in enumerate(PLAY[:4]):
            act.deed(People(place, number, act.at))
            resting = False
            while not resting:
                turn = tick(world, act.at)
                resting = not turn.did_anything()
                if turn.troubles:
                    raise WentWrong(f"the engine does not even run unharmed: {turn.troubles}")
    place.remove()
    gc.collect()
    gc.freeze()
    return plan.kept


def forget(unbroken: Unbroken) -> None:
    """Remove its places."""
    for scene in (*unbroken.scenes, *unbroken.asides):
        scene.before.remove()


def broken_run(unbroken: Unbroken, scene: Scene, kills: tuple[int, ...], to_the_end: bool) -> Result:
    """Die at the point of the act, and then at the further ones of `kills` after each restart; rest; compare.

    At the end of the act everything that lasts must be as in the unbroken run. So what follows is the same
    too, the engine keeping nothing else; `to_the_end` plays it out all the same.
    """
    run = Broken(unbroken, scene.before.copy())
    label = scene.points[kills[0]].label
    aside = " with somebody in the register" if scene.meanwhile else ""
    name = f"act {scene.number}{aside} point {'+'.join(map(str, kills))} ({label})"
    try:
        for again, kill in enumerate(kills):
            if not _die(run, scene, kill, first=not again):
                break
        if scene.meanwhile is not None and not scene.meanwhile(People(run.place, scene.number, scene.act.at)):
            _turns(run, scene)
            scene.meanwhile(People(run.place, scene.number, scene.act.at))
        _rest(run, scene)
        for later in unbroken.scenes[scene.number + 1 :] if to_the_end and not run.problems else ():
            later.act.deed(People(run.place, later.number, later.act.at))
            _rest(run, later)
    except WentWrong as wrong:
        run.problems.append(str(wrong))
    run.place.remove()
    return Result(name, tuple(run.problems), run.repeats)


def _die(run: Broken, scene: Scene, kill: int, first: bool) -> bool:
    """One engine that dies at that point; False if it came to rest before it."""
    wanted = scene.points[kill] if first else None
    real = wanted is not None and "reader" in wanted.label
    engine = Engine(
        run.place, Plan(kill, run.unbroken.bug, real, kept=run.unbroken.kept, after_a_death=not first)
    )
    died = engine.turns(scene.act.at)
    if isinstance(died, Rested):
        engine.stop()
        if first:
            run.problems.append("it never came to this point")
        return False
    run.place.after_a_death()
    if died.survivors:
        run.problems.append(f"{len(died.survivors)} processes survived it")
    if wanted is not None and died.at.label != wanted.label:
        run.problems.append(f"it took another way: {died.at.label}")
    if died.at.window and not run.place.keeps_sent:
        run.windows.append(died.at.window)
    return True


def _turns(run: Broken, scene: Scene) -> None:
    """Start again, and turn until nothing is left to do."""
    engine = Engine(run.place, Plan(None, run.unbroken.bug, kept=run.unbroken.kept, after_a_death=True))
    rested = engine.turns(scene.act.at)
    engine.stop()
    if isinstance(rested, Died) or rested.troubles:
        run.problems.append(f"after the restart: {rested}")


def _rest(run: Broken, scene: Scene) -> None:
    """Start again, turn until nothing is left to do, and compare."""
    _turns(run, scene)
    found = state_of(run.place)
    told = differences(found, scene.after, tuple(run.windows))
    run.problems += [f'"{scene.act.name}": {one}' for one in told]
    run.repeats = repeated(found, scene.after)
