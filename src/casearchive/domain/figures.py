"""How a figure reads: value with its qualifier and unit, year with its basis."""

from decimal import Decimal

from casearchive.domain.evidence import Figure
from casearchive.domain.text import not_stated


def amount(figure: Figure) -> str:
    """Return value, qualifier and unit as a Chinese reader says them: 约170万元, 120余个."""
    number = plain_number(figure.value)
    unit = figure.unit
    match figure.qualifier:
        case "=":
            return f"{number}{unit}"
        case "区间":
            upper = figure.upper_value if figure.upper_value is not None else figure.value
            return f"{number}–{plain_number(upper)}{unit}"
        case "多/余":
            return f"{number}余{unit}"
        case "以上":
            return f"{number}{unit}以上"
        case word:
            return f"{word}{number}{unit}"


def plain_number(value: Decimal) -> str:
    """Return the digits without an exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def year_of(figure: Figure) -> str:
    """Return the year, or 未载 where the source gives none."""
    return not_stated() if figure.year is None else str(figure.year)
