"""What goes wrong when a name or a date is written down: slips of the keyboard, other letters, another order."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from app.rules.identity.particulars import Particulars

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# How foreign signs and sounds are put into letters by who hears or types them: each a choice of that clerk.
_MARKS = {
    "ş": ("s", "sh", "sj"), "ç": ("c", "ch", "tsj"), "ğ": ("g", "gh"), "ı": ("i",), "ö": ("o", "oe"), "ü": ("u", "ue"),
    "İ": ("I",), "Ş": ("S", "Sh", "Sj"), "Ç": ("C", "Ch", "Tsj"), "Ö": ("O", "Oe"), "Ü": ("U", "Ue"),
    "ł": ("l",), "Ł": ("L",), "ą": ("a", "on"), "ę": ("e", "en"), "ś": ("s",), "Ś": ("S",),
    "ż": ("z", "zh"), "Ż": ("Z",), "ź": ("z",), "ć": ("c",), "ń": ("n",), "ó": ("o", "u"),
}  # fmt: skip
_HEARD = (
    ("Mohamed", ("Mohammed", "Muhammad", "Mohamad", "Mohammad", "Mouhamed")), ("Ahmed", ("Achmed", "Ahmad", "Ahmet")),
    ("Youssef", ("Yousef", "Youssouf", "Joessef", "Yusuf")), ("Khalid", ("Chalid", "Galid", "Khaled")),
    ("Rachid", ("Rashid", "Rachied")), ("Hicham", ("Hisham", "Isham")), ("Yassine", ("Yassin", "Jassin", "Yasin")),
    ("Mustapha", ("Mustafa", "Moustafa")), ("Khadija", ("Chadija", "Khadidja", "Hadija")),
    ("Aicha", ("Aisha", "Aïcha")),
    ("ou", ("oe", "u")), ("kh", ("ch", "g")), ("gh", ("g", "rh")), ("Ch", ("Sh", "Sj")),
    ("dj", ("j",)), ("aoui", ("awi", "aoui")),
    ("sz", ("sch", "sj", "s")), ("cz", ("ts", "tsj", "c")), ("w", ("v",)), ("j", ("y", "i")),
    ("owski", ("ovski", "owsky")),
    ("ij", ("y", "ei")), ("ei", ("ij", "ey")), ("ck", ("k",)), ("ph", ("f",)), ("c", ("k",)),
    ("aa", ("a",)), ("ou", ("au",)),
    ("ks", ("x",)), ("uy", ("ui",)), ("oo", ("o",)), ("ee", ("e",)), ("dt", ("t", "d")), ("s", ("z",)), ("v", ("f",)),
)  # fmt: skip


def mistyped(chance: random.Random, text: str) -> str:
    """One slip: a key beside the right one, two in the wrong order, one forgotten or struck twice."""
    places = [at for at, sign in enumerate(text) if sign.isalpha()]
    if len(places) < 3:
        return text
    at = chance.choice(places[1:])
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + _beside(chance, text[at]) + text[at + 1 :]
    if kind == 1 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :] if kind == 2 else text[:at] + text[at] + text[at:]


def without_marks(chance: random.Random, text: str) -> str:
    """The signs that a Dutch keyboard does not have, as this clerk writes them."""
    chosen = {sign: chance.choice(ways) for sign, ways in _MARKS.items()}
    made = "".join(chosen.get(sign, sign) for sign in text)
    return "".join(sign for sign in unicodedata.normalize("NFD", made) if not unicodedata.combining(sign))


def other_spelling(chance: random.Random, text: str) -> str:
    """One way of hearing it, or two; the same text when there is nothing to hear otherwise."""
    for _ in range(chance.choice((1, 1, 2))):
        possible = [(written, ways) for written, ways in _HEARD if written in text]
        if possible:
            written, ways = chance.choice(possible)
            text = text.replace(written, chance.choice(ways), 1)
    return text


def moved_digit(chance: random.Random, day: date) -> date:
    """With one digit that is another one, and still a day."""
    digits = day.strftime("%Y%m%d")
    while True:
        at = chance.randrange(2, 8)
        changed = f"{digits[:at]}{chance.randrange(10)}{digits[at + 1 :]}"
        try:
            made = date(int(changed[:4]), int(changed[4:6]), int(changed[6:]))
        except ValueError:
            continue
        if made != day:
            return made


def turned(day: date) -> date:
    """Day and month the American way, where that is a day."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def as_initials(chance: random.Random, said: Particulars) -> Particulars:
    """J.P. for Jan Pieter, all or the first only."""
    names = (said.given_names or "").split()
    if chance.random() < 0.3:
        names = names[:1]
    return replace(said, given_names="".join(f"{name[0]}." for name in names))


def first_name_only(_chance: random.Random, said: Particulars) -> Particulars:
    """What somebody is called."""
    return replace(said, given_names=(said.given_names or "").split()[0])


def other_order(chance: random.Random, said: Particulars) -> Particulars:
    """The prefix behind the surname, before it, or left out."""
    if not said.prefix:
        return said
    way = chance.randrange(3)
    if way == 0:
        return replace(said, prefix=None, surname=f"{said.surname}, {said.prefix}")
    return replace(said, prefix=None, surname=f"{said.prefix} {said.surname}" if way == 1 else said.surname)


def married(chance: random.Random, said: Particulars) -> Particulars:
    """The name of the partner before, behind or without the own one."""
    if not said.partner_name:
        return said
    own = f"{said.prefix} {said.surname}" if said.prefix else said.surname
    ways = (f"{said.partner_name}-{own}", f"{own}-{said.partner_name}", said.partner_name)
    return replace(said, prefix=None, surname=chance.choice(ways), partner_name=None)


def without_partner(_chance: random.Random, said: Particulars) -> Particulars:
    """Under the own name only."""
    return replace(said, partner_name=None)


def names_exchanged(_chance: random.Random, said: Particulars) -> Particulars:
    """Given name and surname in each other's place, as on papers where the surname comes first."""
    own = f"{said.prefix} {said.surname}" if said.prefix else said.surname
    return replace(said, prefix=None, given_names=own, surname=said.given_names)


def of_a_woman(_chance: random.Random, said: Particulars) -> Particulars:
    """A Polish surname the other way: -ska for -ski."""
    surname = said.surname or ""
    return replace(said, surname=f"{surname[:-1]}a" if surname.endswith(("ski", "cki")) else surname)


def _beside(chance: random.Random, sign: str) -> str:
    for row in _ROWS:
        at = row.find(sign.lower())
        if at >= 0:
            near = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            return chance.choice(near)
    return sign
