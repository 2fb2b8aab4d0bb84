"""Value lists of what is handed over between vaults."""

from __future__ import annotations

from models.choices import Choice


class PackageWay(Choice):
    """Which way something went."""

    GIVEN = "given", "gegeven"
    RECEIVED = "received", "ontvangen"
    EXTRACT = "extract", "uittreksel gegeven"
