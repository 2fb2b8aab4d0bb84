"""Text of users where Qt decides by itself whether it is HTML: tooltips and message boxes.

Taken as HTML, a name could fetch a picture from another machine, or pretend to be a part of the program.
"""

from __future__ import annotations

from html import escape

SIGNS = ("<", "&lt;")  # what makes Qt think of HTML (Qt::mightBeRichText)


def plain(text: str) -> str:
    """The text so that it reads as it was typed, whatever it looks like."""
    return f"<span>{escape(text)}</span>" if any(sign in text for sign in SIGNS) else text
