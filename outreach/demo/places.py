"""Where the made-up members live, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A language, and somewhere that it is spoken; `phones` begins a hundred numbers."""

    language: str
    country: str
    zone: str
    phones: str


def _american(area: int) -> str:
    """Return numbers that are set aside for made-up people: 555-0100 to 555-0199."""
    return f"+1{area}55501"


_SPOKEN = (
    ("en", "GB", "Europe/London"),
    ("en", "IE", "Europe/Dublin"),
    ("en", "NZ", "Pacific/Auckland"),
    ("en", "KE", "Africa/Nairobi"),
    ("en", "CA", "America/St_Johns"),
    ("fr", "FR", "Europe/Paris"),
    ("fr", "SN", "Africa/Dakar"),
    ("fr", "CA", "America/Toronto"),
    ("fr", "RE", "Indian/Reunion"),
    ("ar", "MA", "Africa/Casablanca"),
    ("ar", "EG", "Africa/Cairo"),
    ("ar", "JO", "Asia/Amman"),
    ("ar", "AE", "Asia/Dubai"),
    ("es", "ES", "Europe/Madrid"),
    ("es", "ES", "Atlantic/Canary"),
    ("es", "MX", "America/Mexico_City"),
    ("es", "CL", "America/Santiago"),
    ("es", "PE", "America/Lima"),
    ("zh-Hans", "CN", "Asia/Shanghai"),
    ("zh-Hans", "SG", "Asia/Singapore"),
    ("zh-Hans", "US", "America/Los_Angeles"),
    ("fi", "FI", "Europe/Helsinki"),
    ("fi", "EE", "Europe/Tallinn"),
    ("fi", "CA", "America/Winnipeg"),
    ("sv", "SE", "Europe/Stockholm"),
    ("sv", "FI", "Europe/Mariehamn"),
    ("sv", "US", "America/Chicago"),
    ("id", "ID", "Asia/Jakarta"),
    ("id", "ID", "Asia/Makassar"),
    ("id", "ID", "Asia/Jayapura"),
    ("ms", "MY", "Asia/Kuala_Lumpur"),
    ("ms", "MY", "Asia/Kuching"),
    ("ms", "BN", "Asia/Brunei"),
    ("ta", "IN", "Asia/Kolkata"),
    ("ta", "LK", "Asia/Colombo"),
    ("ta", "MU", "Indian/Mauritius"),
    ("ta", "US", "America/New_York"),
    ("en", "US", "Pacific/Honolulu"),
    ("en", "AU", "Australia/Adelaide"),
    ("en", "WS", "Pacific/Apia"),
)
_AREAS = (
    *(202, 206, 212, 213, 214, 215, 301, 303, 305, 312, 313, 314, 404, 407, 408, 410, 412, 414),
    *(415, 502, 503, 504, 505, 512, 513, 515, 602, 603, 608, 612, 614, 615, 617, 702, 713, 801),
    *(804, 808, 816, 901),
)
PLACES = tuple(
    Place(*spoken, _american(area)) for spoken, area in zip(_SPOKEN, _AREAS, strict=True)
)

NAMES = {
    "en": ("Alex Morgan", "Sam Taylor", "Jo Bennett", "Robin Clarke"),
    "fr": ("Camille Roux", "Dominique Petit", "Claude Diallo", "Maxime Girard"),
    "ar": ("نور حداد", "أمل منصور", "إحسان سالم", "صباح يوسف"),
    "es": ("Guadalupe Ruiz", "Trinidad Soto", "Cruz Navarro", "Rosario Vega"),
    "zh-Hans": ("李文", "王宁", "张晓", "陈安"),
    "fi": ("Aino Virtala", "Kaino Laakso", "Oma Niemi", "Rauni Saari"),
    "sv": ("Kim Lindgren", "Robin Ekdal", "Mika Sjögren", "Love Strand"),
    "id": ("Dwi Lestari", "Tri Santoso", "Eka Wijaya", "Nur Hidayat"),
    "ms": ("Nur Aziz", "Farah Osman", "Amin Hassan", "Iman Yusof"),
    "ta": ("அன்பு குமார்", "மலர் செல்வி", "கவி ராஜன்", "தமிழ் மணி"),
}
