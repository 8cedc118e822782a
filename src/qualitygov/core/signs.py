"""Signs of texts (字符): full and half width, and raised digits."""

from __future__ import annotations

import re
import unicodedata

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def plain(cell: str) -> str:
    """Return a cell in half width, without space around it (半角); raised digits become powers.

    Other signs for numbers, such as ① or ½, are no digits: a cell with one stays as it is.

    >>> plain("　２.０×10⁵ "), plain("µg／m³"), plain("①")
    ('2.0×10^5', 'μg/m^3', '①')
    """
    text = _POWER.sub(lambda found: "^" + found[0].translate(_RAISED), cell)
    if any(unicodedata.category(sign) == "No" for sign in text):
        return cell.strip()
    return unicodedata.normalize("NFKC", text).strip()
