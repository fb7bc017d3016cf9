"""Reports of mail that could not be delivered, as mail servers write them."""

from __future__ import annotations

from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import make_msgid


def write_bounce(sender: str, recipient: str, content: bytes) -> MIMEMultipart:
    """Return the report to `sender` that `recipient` does not exist (RFC 3462, RFC 3464).

    `content` is the mail that was refused; its header is sent back.
    """
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = "Mail Delivery System <mailer-daemon@sandbox.invalid>"
    report["To"] = sender
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Auto-Submitted"] = "auto-replied"
    report["Message-ID"] = make_msgid(domain="sandbox.invalid")
    report.attach(MIMEText("Your message could not be delivered.\n"))
    report.attach(_write_status(recipient))
    header = content.partition(b"\r\n\r\n")[0].decode("utf-8", "replace")
    report.attach(MIMEText(header, "rfc822-headers"))
    return report


def _write_status(recipient: str) -> MIMEBase:
    server, mailbox = Message(), Message()
    server["Reporting-MTA"] = "dns; sandbox.invalid"
    mailbox["Final-Recipient"] = f"rfc822; {recipient}"
    mailbox["Action"] = "failed"
    mailbox["Status"] = "5.1.1"
    mailbox["Diagnostic-Code"] = "smtp; 550 5.1.1 No such mailbox"
    status = MIMEBase("message", "delivery-status")
    status.attach(server)
    status.attach(mailbox)
    return status
