"""Where no mail server is set, a mail is shown on the console and kept in a file."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.console import EmailBackend as Console
from django.core.mail.backends.filebased import EmailBackend as File


class ConsoleAndFile(BaseEmailBackend):
    """Writes each mail twice: for the one who tries the product, and for the one who looks later."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Show and keep; says how many."""
        Console(fail_silently=self.fail_silently).send_messages(email_messages)
        kept: int | None = File(fail_silently=self.fail_silently).send_messages(email_messages)
        return kept or 0
