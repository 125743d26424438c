"""A page with one form and one deed: parse, call, say. Every page that changes something is one.

The key in the form makes a double send harmless; a refusal shows its sentence above the same form,
with everything that was typed still in it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views import View

from ecot.values import clock
from ecot.values.act import Act, asked
from ecot.values.references import Actor
from ecot.values.refusal import Refused
from ecot.web.design.tags import sentence
from ecot.web.fields import KeyField
from ecot.web.said import Said
from ecot.web.visitors import Visitor, visitor_of
from ecot.web.wording import Words

_NOT_ASKED = frozenset({"csrfmiddlewaretoken", "key"})


class DeedForm(forms.Form):
    """A form that leads to a deed; `secret` names what never enters a digest."""

    secret: ClassVar[frozenset[str]] = frozenset()
    key = KeyField()

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # Django types its own arguments loosely
        self.label_suffix = ""
        for name, field in self.fields.items():
            is_box = isinstance(field, forms.BooleanField)
            if not field.required and not is_box and name != "key":
                field.label = gettext("{label} (facultatif)").format(label=field.label)

    def said(self) -> Said:
        """What was understood, without the key."""
        return Said({name: value for name, value in self.cleaned_data.items() if name != "key"})


def asked_by(request: HttpRequest, actor: Actor, form: DeedForm) -> Act:
    """The act of a form: its key is bound to the one who acts, its digest to what was typed."""
    body = {
        name: request.POST.getlist(name)
        for name in request.POST
        if name not in _NOT_ASKED and name not in form.secret
    }
    key = f"web:{actor}:{form.cleaned_data['key'].hex}"
    return asked(actor, clock.now(), key, path=request.path, typed=body)


class DeedPage(View, ABC):
    """One form, one deed, one sentence. Subclasses name the form, call the deed, say what was done."""

    form_class: ClassVar[type[DeedForm]] = DeedForm
    template: ClassVar[str] = "design/deed.html"
    shell: ClassVar[str] = "design/page.html"
    title: ClassVar[Words] = ""
    lead: ClassVar[Words] = ""
    button: ClassVar[Words] = ""

    @property
    def visitor(self) -> Visitor:
        """Who asks."""
        return visitor_of(self.request)

    def actor(self) -> Actor:
        """Under which name the deed is done."""
        return self.visitor.actor

    def prepare(self) -> None:
        """Find what the page is about; a 404 where there is nothing. Before anything else."""

    def first_values(self) -> Mapping[str, object]:
        """What stands in the form when it is first shown."""
        return {}

    def offer(self, form: DeedForm) -> None:
        """Set the lists among which one chooses."""

    def surroundings(self) -> dict[str, object]:
        """What the template shows around the form."""
        return {}

    def back(self) -> str:
        """The page from which one came."""
        return ""

    @abstractmethod
    def deed(self, act: Act, said: Said) -> object:
        """Call the one deed of the page with what was said."""

    def told(self, done: object) -> str:
        """The sentence that says what was done."""
        return gettext("C’est enregistré.")

    def address(self, done: object) -> str:
        """Where one goes next."""
        return self.back()

    def answer(self, done: object) -> HttpResponseBase:
        """Say it, and go on; a sentence is said once, even where the answer is a replay."""
        messages.success(self.request, self.told(done))
        return redirect(self.address(done))

    def get(self, request: HttpRequest, **named: object) -> HttpResponseBase:
        """Show the form."""
        self.prepare()
        form = self.form_class(initial=dict(self.first_values()))
        self.offer(form)
        return self.show(form)

    def post(self, request: HttpRequest, **named: object) -> HttpResponseBase:
        """Parse the form, do the deed; a refusal comes back on the same form."""
        self.prepare()
        form = self.form_class(request.POST, request.FILES)
        self.offer(form)
        if not form.is_valid():
            return self.show(form)
        done = self.deed(asked_by(request, self.actor(), form), form.said())
        if isinstance(done, Refused):
            return self.show(form, refused=sentence(done))
        return self.answer(done)

    def show(self, form: DeedForm, *, refused: str = "", status: int = 200) -> HttpResponse:
        """The page, with the form as it stands."""
        context: dict[str, object] = {
            "form": form,
            "refused": refused,
            "shell": self.shell,
            "title": self.title,
            "lead": self.lead,
            "button": self.button,
            "back": self.back(),
            **self.surroundings(),
        }
        return render(self.request, self.template, context, status=status)
