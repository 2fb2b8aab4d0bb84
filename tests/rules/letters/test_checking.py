"""The check of a template: names that exist, repetitions and conditions that end where they began."""

from __future__ import annotations

import pytest

from app.rules.letters.checking import Line, checked, nearest
from app.rules.letters.kinds import rules_of
from models.letter_choices import LetterKind

REQUEST = rules_of(LetterKind.ADVICE_REQUEST)


def problems(*texts: str | tuple[str, int]) -> list[str]:
    """What is wrong with these paragraphs; with a number, of another container than the others."""
    lines = [
        Line(f"alinea {at}", text if isinstance(text, str) else text[0], 0 if isinstance(text, str) else text[1])
        for at, text in enumerate(texts, start=1)
    ]
    return [str(each) for each in checked(lines, REQUEST).problems]


@pytest.mark.parametrize(
    "texts",
    [
        ("{{ betrokkene }} te {{ plaats }}",),
        ("{% for partij in partijen %}", "{{ partij.naam }} en {{ betrokkene }}", "{% endfor %}"),
        ("{% if zaaknummer %}", "{{ zaaknummer }}", "{% endif %}"),
        ("{% if partijen %}", "{% for p in partijen %}", "{{ p.naam }}", "{% endfor %}", "{% endif %}"),
        ("{% for p in partijen %}", "{% if p.kvk_nummer %}", "{{ p.kvk_nummer }}", "{% endif %}", "{% endfor %}"),
        ("Gewone tekst met { en } erin.",),
    ],
)
def test_that_a_sound_template_has_no_problems(texts: tuple[str, ...]) -> None:
    assert problems(*texts) == []


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            ("Geachte {{ betrokkenne }}",),
            "alinea 1: het veld ‘betrokkenne’ bestaat niet in deze brief. Bedoelt u ‘betr",
        ),
        (("{{ xqzw }}",), "alinea 1: het veld ‘xqzw’ bestaat niet in deze brief."),
        (("{{ partijen }}",), "‘partijen’ is een lijst; herhaal haar met {% for rij in partijen %}."),
        (("{% for p in partijn %}", "{% endfor %}"), "‘partijn’ bestaat niet in deze brief. Bedoelt u ‘partijen’?"),
        (("{% for p in betrokkene %}", "{% endfor %}"), "‘betrokkene’ is geen lijst"),
        (
            ("{% for p in partijen %}", "{{ p.naan }}", "{% endfor %}"),
            "‘naan’ bestaat niet in deze brief. Bedoelt u ‘na",
        ),
        (("{% for p in partijen %}", "{{ p }}", "{% endfor %}"), "is een hele rij; schrijf een veld daarvan"),
        (("{{ p.naam }}",), "staat niet binnen {% for p in … %}"),
        (("{% for p in partijen %}",), "dit eindigt niet; zet er {% endfor %} achter."),
        (("{% if zaaknummer %}",), "zet er {% endif %} achter."),
        (("{% endfor %}",), "staat er zonder begin"),
        (("{% for p in partijen %}", "{% endif %}"), "Hier hoort {% endfor %}"),
        (("{% if zaaknummer %}", ("{% endif %}", 1)), "begint in alinea 1; begin en einde horen naast elkaar"),
        (("{% if zaknummer %}", "{% endif %}"), "Bedoelt u ‘zaaknummer’?"),
        (("{% for p in partijen %}", "{% for b in bronnen %}", "{% endfor %}", "{% endfor %}"), "binnen een andere"),
        (("{% if p.naam %}", "{% endif %}"), "staat niet binnen {% for p in … %}"),
        (("Kenmerk {% if zaaknummer %}x{% endif %}",), "moet alleen in een alinea of tabelrij staan"),
        (("{{ betrokkene.__class__ }}",), "is geen veld. Een sjabloon kent alleen"),
        (("{{ '" + "x" * 90 + "' }}",), "…” is geen veld"),
    ],
)
def test_that_a_problem_tells_where_and_what(texts: tuple[str | tuple[str, int], ...], told: str) -> None:
    found = problems(*texts)
    assert any(told in each for each in found), found


def test_that_a_field_that_no_condition_guards_is_needed() -> None:
    lines = [
        "{{ om_tip_datum }}",
        "{% if zaaknummer %}",
        "{{ zaaknummer }}",
        "{% endif %}",
        "{% if beslis_uiterlijk %}",
        "{{ beslis_uiterlijk }} ({{ beslis_grondslag }})",
        "{% endif %}",
        "{% if not adviestype %}",
        "{{ adviestype }}",
        "{% endif %}",
    ]
    found = checked([Line("x", text, 0) for text in lines], REQUEST)
    assert found.bare == {"om_tip_datum", "adviestype"}


def test_that_required_fields_that_are_not_printed_are_told() -> None:
    found = checked([Line("x", "{{ gemeente }} {{ datum }}", 0)], REQUEST)
    assert "reden" in found.unmentioned
    assert "gemeente" not in found.unmentioned


def test_that_the_nearest_name_is_one_that_looks_like_it() -> None:
    assert nearest("gemente", ["gemeente", "plaats"]) == "gemeente"
    assert nearest("qqqq", ["gemeente", "plaats"]) is None
