"""How the log reads in Dutch: one table from the codes that acts are recorded under to words."""

from __future__ import annotations

from app.rules.permissions import LABEL_OF_COMPARTMENT, Act

SUBJECTS = {
    "account": "account",
    "action": "actie",
    "activity": "activiteit",
    "advice_question": "vraag van het LBB",
    "agenda_item": "agendapunt",
    "anchor": "anker",
    "approval": "goedkeuring",
    "attachment": "bijlage",
    "audit_copies": "kopieën van logboekregels",
    "backup": "back-up",
    "booking": "boeking",
    "budget": "begroting",
    "budget_line": "begrotingspost",
    "callout": "kader",
    "carry_over": "overheveling",
    "case": "casus",
    "case_effect": "effect",
    "case_handover": "overdracht",
    "case_measure": "verwijzing naar een maatregel",
    "case_note": "notitie",
    "case_reference": "verwijzing in een casus",
    "case_task": "taak",
    "case_template": "casussjabloon",
    "case_type": "casustype",
    "chapter": "hoofdstuk",
    "checklist_answer": "antwoord op een checklist",
    "comment": "opmerking",
    "commitment": "verplichting",
    "compartment": "onderdeel",
    "condition": "voorschrift",
    "consulted_source": "geraadpleegde bron",
    "delivery": "bezorging",
    "disclosure": "verstrekking",
    "document_version": "versie van het document",
    "evaluation": "evaluatie",
    "export": "export",
    "figures": "jaarcijfers",
    "financing": "financiering",
    "finding": "bevinding",
    "goal": "doel",
    "handed_in": "ingebracht signaal",
    "house_style": "huisstijl",
    "inspection": "integrale controle",
    "instrument": "instrument",
    "integrity_anchor": "anker",
    "mention": "vermelding",
    "intervention": "interventie",
    "meeting": "overleg",
    "meeting_member": "deelnemer aan een overleg",
    "meeting_type": "soort overleg",
    "letter": "brief",
    "letter_template": "briefsjabloon",
    "letterhead": "briefhoofd",
    "norm": "norm",
    "overview_item": "overzichtsregel",
    "party": "partij",
    "post": "functie",
    "programme": "programma",
    "publication": "publicatie",
    "recommendation": "aanbeveling",
    "recovery_set": "set herstelbladen",
    "rights_review": "beoordeling van de rechten",
    "scan": "quickscan",
    "screening": "Bibob-dossier",
    "screening_figures": "Bibob-jaarcijfers",
    "session": "bijeenkomst",
    "setting": "instelling",
    "signal": "signaal",
    "signal_feedback": "terugkoppeling over een signaal",
    "source_check": "bron onder privacytoets 1",
    "stated_fact": "feit",
    "trail": "logboek",
}
"""Kinds of subject, as a singular noun."""

_VERBS = {"added": "toegevoegd", "changed": "gewijzigd", "removed": "verwijderd"}

ACTIONS = {
    "accept_delivery": "bezorging aangenomen",
    "anchor.exported": "anker van het logboek gemaakt",
    "backup.made": "back-up gemaakt en gecontroleerd",
    "backup.place_set": "plaats van de back-ups ingesteld",
    "backup.tested": "terugzetten van back-ups beproefd",
    "block": "account geblokkeerd",
    "change_password": "wachtwoord gewijzigd",
    "change_role": "rol gewijzigd",
    "attachment.exported": "bijlage geëxporteerd",
    "attachment.viewed": "bijlage bekeken",
    "case.closed": "casus afgesloten",
    "case.converted": "casus van type veranderd",
    "case.merge_undone": "samenvoeging ongedaan gemaakt",
    "case.merged": "casus samengevoegd met een andere",
    "case.merged_away": "casus opgegaan in een andere",
    "case.reopened": "casus heropend",
    "case.scaled": "casus opgeschaald",
    "case.templated": "sjabloon op een casus toegepast",
    "case.referred": "verwijzing in een casus ontvangen",
    "case.signal_linked": "signaal aan een casus gekoppeld",
    "case.signal_unlinked": "signaal van een casus losgemaakt",
    "chapter.moved": "hoofdstuk verplaatst",
    "comment.reopened": "opmerking heropend",
    "comment.resolved": "opmerking afgehandeld",
    "document.exported": "document geëxporteerd",
    "evaluation.approved": "evaluatie goedgekeurd door een tweede lezer",
    "evaluation.begun": "evaluatie van een nieuw jaar begonnen",
    "evaluation.correction_started": "correctie van de evaluatie begonnen",
    "evaluation.frozen": "evaluatie definitief gemaakt",
    "evaluation.small_counts_chosen": "keuzes voor kleine aantallen vastgelegd",
    "export_review": "beoordeling van de rechten geëxporteerd",
    "figures.entered": "jaarcijfers ingevoerd",
    "figures.published": "jaarcijfers gepubliceerd",
    "first_login": "voor het eerst ingelogd",
    "grant": "toegang gegeven",
    "handed_in.forgotten": "ingebracht signaal uit de eigen lijst gehaald",
    "handed_in.told": "terugkoppeling over een ingebracht signaal ontvangen",
    "letter.exported": "brief geëxporteerd",
    "letter.made": "brief gemaakt",
    "letter.opened": "brief geopend",
    "letter_template.exported": "briefsjabloon geëxporteerd",
    "letter_template.restored": "meegeleverde briefsjabloon teruggezet",
    "letter_template.uploaded": "briefsjabloon ingelezen",
    "locking.capture_allowed": "schermopname op een werkplek toegestaan",
    "locking.capture_blocked": "schermopname op een werkplek geblokkeerd",
    "locking.idle_set": "vergrendeltijd ingesteld",
    "invite": "account uitgenodigd",
    "norm.confirmed": "norm bevestigd",
    "norm.withdrawn": "norm ingetrokken",
    "party.bsn_set": "BSN van een partij vastgelegd",
    "party.bsn_shown": "BSN van een partij getoond",
    "rekey": "sleutel van het onderdeel vervangen",
    "renew_keys": "eigen sleutels vernieuwd",
    "replace_recovery_set": "herstelbladen vervangen",
    "rescue": "toegang hersteld met herstelbladen",
    "reset": "account opnieuw ingesteld",
    "revoke": "account ingetrokken",
    "screening.destroyed": "Bibob-dossier vernietigd",
    "screening.opened": "Bibob-dossier geopend",
    "screening.referred": "verwijzing in een casus achtergelaten",
    "screening_figures.published": "Bibob-jaarcijfers gepubliceerd",
    "signal.decided": "over een signaal besloten",
    "signal.exported": "signaalformulier geëxporteerd",
    "signal.feedback_given": "terugkoppeling over een signaal gegeven",
    "signal.finished": "signaal afgerond",
    "signal.handed_in": "signaal ingebracht bij het LIP",
    "signal.handed_over": "gegevens van een signaal overgedragen",
    "signal.linked": "signaal aan een casus gekoppeld",
    "signal.reopened": "signaal opnieuw in weging genomen",
    "signal.taken_in": "ingebracht signaal ontvangen",
    "signal.unlinked": "signaal van een casus losgemaakt",
    "signal.weighed": "stap van de weging beantwoord",
    "source_check.looked": "bron geraadpleegd",
    "trail.verified": "logboek gecontroleerd",
    "withdraw": "toegang ingenomen",
    "agenda_item.decided": "besluit op een agendapunt vastgelegd",
    "agenda_item.moved": "agendapunt verplaatst",
    "agenda_item.participation_set": "deelname aan een agendapunt vastgelegd",
    "meeting.agenda_built": "agenda van een overleg opgebouwd",
    "meeting.attendance_set": "aanwezigheid bij een overleg vastgelegd",
    "meeting.closed": "overleg afgesloten",
    "meeting.held": "vergadermodus van een overleg geopend",
    "meeting.reopened": "overleg heropend",
    "minutes.exported": "verslag van een overleg geëxporteerd",
    "finding.signalled": "signaal gemaakt van een bevinding",
}
"""Acts that are more than adding, changing or removing a record."""

_ACTS_OF_PERMISSION = {act.value: act.label for act in Act}  # a refusal is recorded under the act that was refused

RESULTS = {"ok": "gelukt", "refused": "geweigerd", "set_aside": "terzijde gelegd", "failed": "mislukt"}


def action_words(action: str) -> str:
    """An act in words: "casus gewijzigd". A code that this version does not know is shown as it is."""
    subject, _, verb = action.rpartition(".")
    if action in ACTIONS:
        return ACTIONS[action]
    if subject in SUBJECTS and verb in _VERBS:
        return f"{SUBJECTS[subject]} {_VERBS[verb]}"
    return _ACTS_OF_PERMISSION.get(action, action)


def subject_words(kind: str, key: str) -> str:
    """What an act was about: "casus 12", "onderdeel Casuïstiek". Ids of accounts and notes say nothing and are left."""
    noun = SUBJECTS.get(kind, LABEL_OF_COMPARTMENT.get(kind, kind))
    if kind == "compartment":
        return f"{noun} {LABEL_OF_COMPARTMENT.get(key, key)}"
    return f"{noun} {key}" if key.isdecimal() else noun


def result_words(result: str) -> str:
    """How an act ended."""
    return RESULTS.get(result, result)
