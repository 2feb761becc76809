"""Keys, tokens and passwords in a text, as detect-secrets knows them.

Imported by `infralog check` alone: the library takes long to start. Its detectors of entropy are
left out: any request id of an incident's account would be a secret to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from detect_secrets.core.scan import scan_line
from detect_secrets.settings import transient_settings

from infralog.rules.finding import Finding

SecretFinder: TypeAlias = Callable[[str], Iterator[Finding]]

_DETECTORS = (
    *("ArtifactoryDetector", "AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector"),
    *("CloudantDetector", "DiscordBotTokenDetector", "GitHubTokenDetector", "GitLabTokenDetector"),
    *("IbmCloudIamDetector", "IbmCosHmacDetector", "JwtTokenDetector", "KeywordDetector"),
    *("MailchimpDetector", "NpmDetector", "OpenAIDetector", "PrivateKeyDetector"),
    *("PypiTokenDetector", "SendGridDetector", "SlackDetector", "SoftlayerDetector"),
    *("SquareOAuthDetector", "StripeDetector", "TelegramBotTokenDetector", "TwilioKeyDetector"),
)

_SUSPECT = re.compile(
    r"[\w+/=-]{16}|\bA(?:KC|P[\dA-F])\w{8}|://[^\s/]+@|PRIVATE KEY"
    r"|(?i:key|pass|pwd|pw|secret|token|auth|cred)\w*[\"'\]]*\s*(?::?=|:|=>)"
)
"""What a line has in which any of them finds something; they take 0.1 ms for each."""


@contextmanager
def secret_finder() -> Iterator[SecretFinder]:
    """Finds secrets (E402) in texts while the context lasts.

    A line that ends with `pragma: allowlist secret` in a comment is passed over.
    """
    clean: set[str] = set()

    def find(text: str) -> Iterator[Finding]:
        start = 0
        for line in text.split("\n"):
            if line not in clean and _SUSPECT.search(line):
                findings = list(_in_line(line, start))
                yield from findings
                if not findings:
                    clean.add(line)
            start += len(line) + 1

    with transient_settings({"plugins_used": [{"name": name} for name in _DETECTORS]}):
        yield find


def _in_line(line: str, start: int) -> Iterator[Finding]:
    for secret in scan_line(line):
        value = secret.secret_value or line
        message = f"This looks like a secret ({secret.type}); remove it, and have it replaced."
        yield Finding(start + max(0, line.find(value)), value, "E402", message)
