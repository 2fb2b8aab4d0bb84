"""The dialog that empties the drop box for a desk: looking through it takes a while when there is much in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import Cancelled
from ui.widgets.dialogs.act_dialog import ActDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.tasks import Progress
    from ui.widgets.record.description import ActContext


class BoxDialog(ActDialog):
    """`take_in` is what empties the box; it tells how far it is, and stops when that raises Cancelled."""

    doing = "Brievenbus doorlopen"

    def __init__(
        self, context: ActContext, intro: str, take_in: Callable[[Callable[[int, int], None]], object]
    ) -> None:
        super().__init__(
            "Brievenbus legen", intro, "Brievenbus legen", icon="inbox", tasks=context.tasks, parent=context.parent
        )
        self._take_in = take_in

    def prepare(self) -> Callable[[Progress], Any]:
        """On the worker thread."""

        def work(progress: Progress) -> object:
            def told(done: int, total: int) -> None:
                if progress.stopped:
                    raise Cancelled
                progress(f"Stuk {done} van {total}", done / total)

            return self._take_in(told)

        return work
