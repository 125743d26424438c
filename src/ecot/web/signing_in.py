"""Signing in by a code that is mailed: no password, no open sign-up. The flow is django-allauth's."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy


class CodeByMail(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Our sentences, and a door that opens from the inside only."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "Ce n’est pas le bon code. Relisez le courriel, puis réessayez."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Trop d’essais. Attendez quelques minutes, puis demandez un nouveau code."
        ),
        "rate_limited": gettext_lazy("Trop de demandes. Attendez une minute, puis réessayez."),
        "account_inactive": gettext_lazy("Ce compte est fermé. Le bureau peut le rouvrir."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account alone: the office does, when a household or a shop joins."""
        return False


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The address to which a code is sent."""

    email = forms.EmailField(
        label=gettext_lazy("Votre adresse de courriel"),
        help_text=gettext_lazy("Celle que vous avez donnée à la caisse."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.label_suffix = ""


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code that was received."""

    code = forms.CharField(
        label=gettext_lazy("Le code reçu"),
        help_text=gettext_lazy("Il vaut quinze minutes. Regardez aussi dans les indésirables."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "class": "code"}
        ),
    )

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.label_suffix = ""
