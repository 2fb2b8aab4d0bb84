"""Value list of the advice on interventions: the facts that a rule asks for."""

from __future__ import annotations

from models.choices import Choice


class AdviceFact(Choice):
    """What must be on record before an instrument fits; the label completes "bekend is" and "nog niet bekend is".

    The last ones are never on record in casework: whoever takes an advice over looks them up.
    """

    ADDRESS = "address", "om welk adres het gaat"
    PERSON = "person", "om welke persoon het gaat"
    ORGANISATION = "organisation", "om welke organisatie het gaat"
    OWNER = "owner", "wie eigenaar is"
    LANDLORD = "landlord", "wie verhuurt"
    RESIDENT = "resident", "wie er woont of huurt"
    FINANCIER = "financier", "wie financiert"
    SEATED = "seated", "welk bedrijf er gevestigd is"
    SEVERAL = "several", "dat één partij meer adressen bezit of verhuurt"
    FINDING = "finding", "een constatering (controle of bestuurlijke rapportage)"
    PROPERTY_FILE = "property_file", "een dossier van het pand bij Maatregelen"
    PERMIT = "permit", "een vergunning, aanvraag, subsidie of vastgoedtransactie"
    PUBLIC = "public", "dat het gebouw voor publiek openstaat"
    CORPORATION = "corporation", "dat een woningcorporatie verhuurt"

    @property
    def is_on_record(self) -> bool:
        """Whether casework can tell; otherwise it is looked up elsewhere."""
        return self not in (AdviceFact.PERMIT, AdviceFact.PUBLIC, AdviceFact.CORPORATION)
