"""What a mail server's answer to a mail means."""

from __future__ import annotations

import asyncio

import pytest

from outreach.providers import Again, Outgoing, Unknown
from outreach.providers.smtp import Server, Smtp

OUTGOING = Outgoing(
    1, "a", "aino@example.org", "p@example.org", "", "", b"Subject: Hei\r\n\r\nHei\r\n"
)


async def send_to(answer: bytes):
    """Hand a mail to a server that gives this answer once it has all of it."""

    async def serve(reader, writer):
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            if line == b".\r\n":
                writer.write(answer)
            elif line.startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
            elif line.startswith((b"EHLO", b"MAIL", b"RCPT", b"RSET", b"QUIT")):
                writer.write(b"250 fine\r\n")
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        provider = Smtp("mail", Server("127.0.0.1", server.sockets[0].getsockname()[1], "none"))
        outcome = await provider.send(OUTGOING)
        await provider.close()
    return outcome


@pytest.mark.parametrize(
    "answer",
    [b"fine\r\n", b"251 taken\r\n", b"252 perhaps\r\n", b"3" * 9000 + b"\r\n"],
    ids=["no SMTP", "251", "252", "endless"],
)
def test_a_mail_that_was_taken_without_a_clear_answer_is_not_sent_again(answer):
    assert isinstance(asyncio.run(send_to(answer)), Unknown)


def test_a_mail_that_the_server_refused_for_now_is_tried_again():
    assert isinstance(asyncio.run(send_to(b"451 later\r\n")), Again)
