"""`python -m app`: without arguments the window, otherwise the command line. Hardened before anything else loads."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from app.cli.ending import Ending
from app.hardening import harden

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.services.reporting.places import Sending

SELF_TEST = "--self-test"
DRAW_LOGIN = "--draw-login"  # for who measures a start: as far as the login window, and out again
RENDER_PAGES = "--render-pages"  # for app.report.page_worker: the program starts itself to draw pages apart


def main() -> int:
    """Run the program; the exit code is 0 done, 1 refused, 2 wrong usage or our own mistake."""
    for gap in harden().gaps:
        print(gap, file=sys.stderr)  # noqa: T201 - there is no window yet to say it in
    with Ending() as ending:
        ending.code = start(sys.argv[1:])
    return ending.code


def start(arguments: Sequence[str]) -> int:
    """Open the window or run a command. Either loads only here: after the hardening, and not the one for the other."""
    if not arguments:
        return open_window(None)
    if arguments[0] == RENDER_PAGES:
        from app.report.page_worker import serve  # noqa: PLC0415

        return serve(int(arguments[1]))
    if arguments[0] == DRAW_LOGIN:
        try_window()
        return 0
    if arguments[0] == SELF_TEST:
        from app.cli.selftest import run_self_test  # noqa: PLC0415

        return run_self_test(try_window)
    from app.cli.main import run  # noqa: PLC0415

    return run(arguments, open_window, open_point=open_point)


def open_window(vault: Path | None) -> int:
    """Open the window, on a vault when one is given, until the user closes it; a kiosk opens its point instead."""
    from app.policy import read_policy  # noqa: PLC0415

    policy = read_policy()
    if policy.kiosk and policy.vault is not None and vault is None:
        from app.services.reporting.places import box_of  # noqa: PLC0415

        return open_point(box_of(policy.vault))
    from ui.application import run  # noqa: PLC0415

    return run(vault, policy)


def try_window() -> None:
    """Draw the login window once without showing it to anybody; for the self-test."""
    from ui.application import draw_login  # noqa: PLC0415

    draw_login()


def open_point(sending: Sending) -> int:
    """Open the point where people report without an account, until it is closed."""
    from ui.reporting.point import run  # noqa: PLC0415

    return run(sending)


if __name__ == "__main__":
    sys.exit(main())
