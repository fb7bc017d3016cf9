"""Which machines may be asked for a page: those of the public internet, and no other.

The service often stands where it can reach what the public cannot: an institution's inner
network, the machine itself, the cloud's metadata. A page's address must not lead there.
"""

from __future__ import annotations

import ipaddress
import socket

from web.narrated.errors import PageRefusedError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_WITHIN_CLOUDS = frozenset([ipaddress.ip_address("168.63.129.16")])
"""Public by its number, but Azure's own on each of its machines."""
_SPECIAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "fec0::/10", "3fff::/20")))
"""Not public whatever Python says, whose releases differ: IETF assignments (a cloud's metadata
among them), the site-local addresses of old, documentation."""


def resolve(host: str, port: int, *, loopback: bool) -> str:
    """Return the address of a host, looked up this once, for a connection to that very address.

    With `loopback` this machine's own are allowed too. Raises PageRefusedError if any address of
    the host is not public: one that has both kinds would lead a second try astray.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise PageRefusedError(f"the host {host[:100]!r} is not known") from None
    numbers = [str(entry[4][0]) for entry in found]
    if not all(is_public(number) or (loopback and _is_loopback(number)) for number in numbers):
        raise PageRefusedError(f"the host {host[:100]!r} is not on the public internet")
    return numbers[0]


def is_public(number: str) -> bool:
    """Tell whether an address is anybody's to reach: not private, loopback, link-local, reserved,
    multicast, a cloud's metadata, nor one of these in IPv6's clothes."""
    address = _unwrap(ipaddress.ip_address(number.partition("%")[0]))
    if address in _WITHIN_CLOUDS or address.is_multicast or address.is_reserved:
        return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global


def _is_loopback(number: str) -> bool:
    return _unwrap(ipaddress.ip_address(number.partition("%")[0])).is_loopback


def _unwrap(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, or the address itself.

    Tunnels (6to4, Teredo) are not taken for what they wrap: nothing public needs them any more.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    if address.sixtofour is not None or address.teredo is not None:
        return ipaddress.IPv6Address("::")
    return address
