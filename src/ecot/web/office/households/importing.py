"""Households from a file: preview first, every mistake by its line, all or nothing; and back out."""

from __future__ import annotations

import base64
import binascii

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.formats.spreadsheets import write_xlsx
from ecot.operations.members.actions import FileForm, Imported, commit_import, export_households
from ecot.operations.members.importing import preview_import
from ecot.operations.members.reading import COLUMNS, REQUIRED
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.refusal import Refused
from ecot.web.deeds import DeedForm
from ecot.web.design.tags import sentence
from ecot.web.downloads import download
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.said import Said

MOST_BYTES = 1_500_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """The file to look at."""

    file = forms.FileField(
        label=_("Le fichier des foyers"),
        help_text=_("CSV ou XLSX, une ligne par personne. 1,5 Mo au plus."),
    )

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # Django types its own arguments loosely
        self.label_suffix = ""

    def clean_file(self) -> object:
        """A file of a reasonable size."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Ce fichier dépasse 1,5 Mo. Coupez-le en deux."))
        return file


class CommitForm(DeedForm):
    """The very bytes that were previewed, carried by the page."""

    content = forms.CharField(widget=forms.HiddenInput, max_length=2 * MOST_BYTES)
    file_name = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)


def preview(request: HttpRequest) -> HttpResponse:
    """Look at a file without writing anything."""
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {
        "form": form,
        "needed": [COLUMNS[each] for each in REQUIRED],
        "others": [words for each, words in COLUMNS.items() if each not in REQUIRED],
    }
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        found = preview_import(content, clock.today())
        if isinstance(found, Refused):
            context["refused"] = sentence(found)
        else:
            carried = {
                "content": base64.b64encode(content).decode("ascii"),
                "file_name": file.name,
            }
            context |= {"preview": found, "commit": CommitForm(initial=carried)}
    return render(request, "office/households/import.html", context)


def model(request: HttpRequest) -> HttpResponse:
    """An empty table that bears every column which the import knows."""
    return download(write_xlsx(list(COLUMNS.values()), [], title="Foyers"), "foyers.xlsx", _XLSX)


class CommitImport(OfficeDeed):
    """Every household of a previewed file is registered, or none."""

    form_class = CommitForm
    title = _("Importer les foyers")
    button = _("Importer")

    def back(self) -> str:
        """The preview."""
        return reverse("office:import")

    def get(self, request: HttpRequest, **named: object) -> HttpResponseBase:
        """One comes here from the preview only."""
        return redirect("office:import")

    def deed(self, act: Act, said: Said) -> object:
        """Import the bytes that were seen."""
        try:
            content = base64.b64decode(said.text("content"), validate=True)
        except binascii.Error:
            content = b""
        return commit_import(act, content=content, file_name=said.text("file_name"))

    def told(self, done: object) -> str:
        """How many."""
        assert isinstance(done, Imported), "a refusal was answered before"
        words = gettext("{households} foyers et {persons} personnes sont inscrits.")
        return words.format(households=len(done.households), persons=done.persons)

    def address(self, done: object) -> str:
        """The list."""
        return reverse("office:households")


class Export(OfficeDeed):
    """The names leave the house: who, when, is kept."""

    form_class = DeedForm
    title = _("Exporter la liste des foyers")
    lead = _("Ce fichier contient des noms. L’export est noté, avec le vôtre. Gardez-le à l’abri.")
    button = _("Exporter en XLSX")

    def back(self) -> str:
        """The list."""
        return reverse("office:households")

    def deed(self, act: Act, said: Said) -> object:
        """Export."""
        return export_households(act, form=FileForm.XLSX)

    def answer(self, done: object) -> HttpResponseBase:
        """The file."""
        assert isinstance(done, bytes), "a refusal was answered before"
        return download(done, f"foyers-{clock.today().isoformat()}.xlsx", _XLSX)
