"""argparse in Dutch: its own words about wrong usage, headings and help.

argparse asks gettext for each of its phrases, and gettext would look for a catalogue by the language of the machine.
The program is Dutch everywhere, so the two functions that argparse asks are replaced by a look-up in tables.
"""

from __future__ import annotations

import argparse

PHRASES = {
    "usage: ": "gebruik: ",
    "options": "opties",
    "positional arguments": "argumenten",
    "show this help message and exit": "deze uitleg",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "verplicht en niet opgegeven: %s",
    "one of the arguments %s is required": "geef één van deze op: %s",
    "unrecognized arguments: %s": "onbekend: %s",
    "not allowed with argument %s": "gaat niet samen met %s",
    "ignored explicit argument %r": "neemt geen waarde aan: %r",
    "expected one argument": "vraagt één waarde",
    "expected at most one argument": "neemt hoogstens één waarde aan",
    "expected at least one argument": "vraagt minstens één waarde",
    "invalid choice: %(value)r (choose from %(choices)s)": "onbekende keuze %(value)r; kies uit %(choices)s",
    "invalid %(type)s value: %(value)r": "ongeldige waarde %(value)r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s is dubbelzinnig: %(matches)s",
    "unexpected option string: %s": "onverwachte optie: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "onbekende opdracht %(parser_name)r; kies uit %(choices)s",
    "can't open '%(filename)s': %(error)s": "%(filename)s kan niet worden geopend: %(error)s",
}
NUMBERED = {"expected %s argument": ("vraagt %s waarde", "vraagt %s waarden")}


def translate(phrase: str) -> str:
    """The Dutch for a phrase of argparse; what only a programmer can cause stays English."""
    return PHRASES.get(phrase, phrase)


def translate_number(one: str, many: str, count: int) -> str:
    """The Dutch for a phrase with a number in it."""
    singular, plural = NUMBERED.get(one, (one, many))
    return singular if count == 1 else plural


def speak_dutch() -> None:
    """Let argparse ask us instead of gettext, for this process."""
    vars(argparse).update(_=translate, ngettext=translate_number)
