"""A digest as a mail message (RFC 5322) of text and HTML, ready to be sent."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from infralog.outputs.digest.html import html
from infralog.outputs.digest.text import text
from infralog.views.digest import Digest


def mail(digest: Digest, *, sender: str, host: str, name: str, at: datetime) -> str:
    """The message; `sender` is the site's name, `name` what tells the week apart, `at` its date.

    Nothing in it depends on the clock, so the same week gives the same message.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(digest.title.split())
    message["From"] = Address(" ".join(sender.split()), "infralog", host)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{name}@{host}>"
    message.set_content(text(digest), cte="quoted-printable")
    message.add_alternative(html(digest), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{name}")
    return message.as_bytes().decode("ascii")
