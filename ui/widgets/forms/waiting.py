"""Input that was kept and comes back to its form: over the record as it is now, saying what changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import NotFound
from app.services.drafts import Draft, Drafts, Input
from ui.tokens import Tone
from ui.widgets.page import Unsaved

if TYPE_CHECKING:
    from app.services.records import Record
    from ui.widgets.record.page import RecordPage


def time_of(draft: Draft) -> str:
    """At which hour it was kept, on the clock of this workstation."""
    return f"{draft.at.astimezone():%H:%M}"


def unsaved_in(page: RecordPage) -> Unsaved | None:
    """What was typed in the form of a record page."""
    panel = page.panel
    if not panel.dirty:
        return None
    record = panel.record
    return Unsaved(
        Drafts(page.records),
        Input(
            kind=page.records.kind,
            record=record.id if record else None,
            version=record.version if record else 0,
            title=record.title if record else "",
            was=panel.form.was,
            now=panel.form.typed(),
        ),
    )


def put_back(page: RecordPage, draft: Draft) -> None:
    """Show it as input that was not saved."""
    at, typed = time_of(draft), draft.input
    try:
        record = page.records.get(typed.record) if typed.record is not None else None
    except NotFound as gone:
        page.begin()
        page.panel.form.type_again(typed.now)
        _say(page, f"{gone} Uw invoer van {at} staat klaar; met Opslaan wordt het een nieuw record.", Tone.WARNING)
        return
    if record is None:
        page.begin()
        page.panel.form.type_again(typed.now)
        _say(page, f"Uw invoer van {at} staat klaar. Ze is nog niet opgeslagen.")
    else:
        _over(page, record, draft)


def _over(page: RecordPage, record: Record[Any], draft: Draft) -> None:
    """Only the fields that were touched go over the record, which may be a newer version."""
    typed, form = draft.input, page.panel.form
    page.open_record(record.id)
    touched = {name: value for name, value in typed.now.items() if value != typed.was.get(name)}
    both = [name for name in touched if name in form.was and form.was[name] != typed.was.get(name)]
    form.type_again(touched)
    if not page.panel.dirty:
        return  # it was saved after all
    text = f"Uw invoer van {time_of(draft)} staat klaar. Ze is nog niet opgeslagen."
    if both:
        fields = ", ".join(f"‘{page.description.title_of(name)}’" for name in both)
        _say(page, f"{text} Let op: een ander wijzigde intussen ook {fields}; kijk dat na.", Tone.WARNING)
    elif record.version != typed.version:
        _say(page, f"{text} Een ander wijzigde intussen andere velden; die wijzigingen blijven staan.")
    else:
        _say(page, text)


def _say(page: RecordPage, text: str, tone: Tone = Tone.ACCENT) -> None:
    page.panel.message.say(text, tone, "Weggooien", page.drop)
