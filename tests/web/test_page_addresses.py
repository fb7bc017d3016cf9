import pytest

from web.narrated.addresses import is_public, resolve
from web.narrated.errors import PageRefusedError


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "240.0.0.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "192.0.0.192",
        "fec0::1",
        "3fff::1",
    ],
)
def test_an_address_that_is_not_everybodys_is_not_public(number):
    assert not is_public(number)


@pytest.mark.parametrize(
    "number",
    ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"],
)
def test_an_address_of_the_internet_is_public(number):
    assert is_public(number)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "017700000001", "[::1]", ""])
def test_no_way_to_write_an_address_leads_home(host):
    with pytest.raises(PageRefusedError):
        resolve(host, 80, loopback=False)
