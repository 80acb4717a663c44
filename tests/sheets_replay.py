"""`make sheets-replay`: requests recorded with the real Google Sheets, put to our emulator of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.support.recordings import FOLDER, Played, play


def replay(folder: Path = FOLDER) -> list[Played]:
    """Every interaction of every recording in the folder."""
    return [each for path in sorted(folder.glob("*.json")) for each in play(path)]


def told(played: list[Played]) -> list[str]:
    """What a person reads of it; the last line is the sum."""
    wrong = Counter(each.recording for each in played if not each.same())
    recordings = {each.recording for each in played}
    lines = [f"{name}: {count} answers are others than the recorded ones" for name, count in wrong.items()]
    ready = sum(each.laid_ready and each.same() for each in played)
    lines.append(f"{ready} of the same answers are about files laid ready from what the recording tells")
    same, whole = len(played) - wrong.total(), len(recordings) - len(wrong)
    lines.append(
        f"replayed {same} of {len(played)} interactions, {whole} of {len(recordings)} recordings exactly"
    )
    return lines


def main() -> int:
    if not FOLDER.is_dir():
        print("The recordings are not there (../shared/gspread-recordings): nothing was replayed.")
        return 0
    print(*told(replay()), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
