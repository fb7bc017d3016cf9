"""How currencies and units of measure are marked in writing, in every language."""

from __future__ import annotations

from collections.abc import Mapping

_CODES = (
    "AED AUD BHD CAD CHF CNY DKK DZD EGP EUR GBP IDR INR JOD JPY KES KWD LKR LYD MAD MRU MXN MYR "
    "NGN NOK OMR QAR SAR SEK SGD TND USD XAF XOF ZAR"
)
CODES = frozenset(_CODES.split())
"""ISO 4217 codes taken for a currency without a hint. Codes that are also words (ALL, TOP, TRY)
are left out; a currency hint accepts every code."""

SIGNS: Mapping[str, str] = {
    **{code: code for code in CODES},
    **{"€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "元": "CNY", "₦": "NGN", "₩": "KRW"},
    **{"US$": "USD", "CA$": "CAD", "MX$": "MXN", "S$": "SGD", "Rp": "IDR", "RM": "MYR"},
    **{"DH": "MAD", "Dh": "MAD", "dh": "MAD", "DHS": "MAD", "Dhs": "MAD", "dhs": "MAD"},
    **{"F CFA": "XOF", "FCFA": "XOF", "CFA": "XOF", "Rs.": "INR", "Rs": "INR"},
}
"""Signs and codes of currencies to their ISO 4217 code; a grammar adds its own."""

MEASURES: Mapping[str, str] = {
    **{"kg": "mass-kilogram", "km": "length-kilometer", "cm": "length-centimeter"},
    **{"m²": "area-square-meter", "m2": "area-square-meter", "ml": "volume-milliliter"},
    **{"°C": "temperature-celsius", "°F": "temperature-fahrenheit"},
    **{"km/h": "speed-kilometer-per-hour"},
    **{"kWh": "energy-kilowatt-hour", "KB": "digital-kilobyte", "kB": "digital-kilobyte"},
    **{"MB": "digital-megabyte", "GB": "digital-gigabyte"},
}
"""Signs of units of measure that mean nothing else, to CLDR's identifiers of the units."""
