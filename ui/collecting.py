"""Python's collector of circles, kept in the thread of the window.

Widgets and what listens to them point at each other, so it is the collector that lets them go. It runs in whichever
thread happens to allocate, and Qt objects that are let go outside the thread of the window take the program down.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 500  # milliseconds between two looks; what a second of work leaves lying is small


class Collector(QObject):
    """Switches the automatic collector off and does its work here, by its own thresholds, as long as this lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        timer = QTimer(self, interval=PAUSE)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        counts = gc.get_count()
        due = [generation for generation in (2, 1, 0) if counts[generation] > self._thresholds[generation]]
        if due:
            gc.collect(due[0])
