"""The samples of every register there is, each with who may edit it."""

from __future__ import annotations

from tests.services.bibob.samples import BIBOB_SAMPLES
from tests.services.casework.case_samples import CASE_SAMPLES
from tests.services.measures.samples import MEASURE_SAMPLES
from tests.services.meetings.samples import MEETING_SAMPLES
from tests.services.programme.samples import PROGRAMME_SAMPLES
from tests.services.samples import SAMPLES
from tests.services.signals.samples import SIGNAL_SAMPLES

EVERY_SAMPLE = (
    *SAMPLES,
    *SIGNAL_SAMPLES,
    *CASE_SAMPLES,
    *BIBOB_SAMPLES,
    *MEETING_SAMPLES,
    *MEASURE_SAMPLES,
    *PROGRAMME_SAMPLES,
)
