"""The stages of the course and what it promises."""

from __future__ import annotations

FILE, SHEET, COLUMNS, CHECK, READY = "Bestand", "Blad", "Kolommen", "Controle", "Gereed"
STAGES = (FILE, SHEET, COLUMNS, CHECK, READY)
PROMISE = "Tot u na de controle op Inlezen drukt, verandert er niets in de kluis."
