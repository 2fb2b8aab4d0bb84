"""How a command ends: 0 done, 1 refused or failed with a reason, 2 wrong usage or our mistake. Never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Self

from app.errors import AppError, Cancelled

if TYPE_CHECKING:
    from types import TracebackType


class Exit(IntEnum):
    """Exit codes of the program."""

    DONE = 0
    REFUSED = 1
    WRONG = 2


class Ending:
    """Around a command: turns whatever leaves it into one line on stderr and an exit `code`."""

    def __init__(self) -> None:
        self.code: int = Exit.DONE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        match error:
            case None:
                pass
            case SystemExit():  # argparse: after --help, or wrong usage that it has explained already
                self.code = error.code if isinstance(error.code, int) else Exit.DONE
            case AppError():
                self._say(str(error), Exit.REFUSED)
            case KeyboardInterrupt():
                self._say(str(Cancelled()), Exit.REFUSED)
            case BrokenPipeError():  # the reader of our output has gone; nothing can be told there any more
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                self.code = Exit.REFUSED
            case _:
                self._say(describe_bug(error, trace), Exit.WRONG)
        return True

    def _say(self, sentence: str, code: Exit) -> None:
        print(sentence, file=sys.stderr)
        self.code = code


def describe_bug(error: BaseException, trace: TracebackType | None) -> str:
    """What to report: the kind of error and the place, never its text, which may carry what a user typed."""
    frames = traceback.extract_tb(trace)
    place = f" in {Path(frames[-1].filename).name}, regel {frames[-1].lineno}" if frames else ""
    return f"Onverwachte fout in het programma ({type(error).__name__}{place}). Meld dit aan de functioneel beheerder."
