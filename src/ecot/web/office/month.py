"""The month as a checklist: what is done, what waits and why, one click to finish it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.ledger.closing import Closed, is_closed
from ecot.operations.allocations.queries import last_run
from ecot.operations.grants.queries import reserve_position
from ecot.operations.month.actions import close_month
from ecot.operations.month.papers import closing_paper, closing_pdf
from ecot.operations.month.queries import checklist, month_at_hand
from ecot.operations.month.steps import STATE_WORDS, Step, StepName, StepState
from ecot.values import clock
from ecot.values.act import Act
from ecot.values.month import Month
from ecot.values.refusal import Refused
from ecot.web.deeds import DeedForm
from ecot.web.downloads import download, fund_name
from ecot.web.office.allocations.views import asked_month
from ecot.web.office.households.deeds import OfficeDeed
from ecot.web.said import Said

MARKS: Final = {StepState.DONE: "✓", StepState.TO_YOU: "!"}
VERBS: Final = {
    StepName.CALL: _("Appeler"),
    StepName.MATCH: _("Reconnaître"),
    StepName.BALANCE: _("Recopier"),
    StepName.ALLOCATION: _("Voir et verser"),
    StepName.HELD: _("Répondre"),
    StepName.SHOPS: _("Payer"),
    StepName.CLOSE: _("Clôturer"),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the page shows it: its mark, its word, where one does it."""

    step: Step
    mark: str
    words: str
    address: str
    verb: str


def month(request: HttpRequest) -> HttpResponse:
    """The checklist of the month at hand, or of the one that is asked for."""
    asked = Month.parse(request.GET.get("mois", ""))
    shown = month_at_hand(clock.now()) if isinstance(asked, Refused) else asked
    lines = [_line(step, shown) for step in checklist(shown, clock.now())]
    main = next((line for line in lines if line.step.state is StepState.TO_YOU), None)
    context = {
        "month": shown,
        "before": shown.previous(),
        "after": shown.next(),
        "lines": lines,
        "main": main,
        "done": sum(line.step.state is StepState.DONE for line in lines),
        "position": reserve_position(),
        "run": last_run(shown),
        "closed": is_closed(shown),
    }
    return render(request, "office/month.html", context)


def _line(step: Step, month: Month) -> StepLine:
    address = "" if step.action is None else _address(step.name, month)
    return StepLine(
        step, MARKS.get(step.state, ""), STATE_WORDS[step.state], address, str(VERBS[step.name])
    )


def _address(name: StepName, month: Month) -> str:
    named = {"month": str(month)}
    match name:
        case StepName.CALL:
            return f"{reverse('office:call')}?mois={month}"
        case StepName.MATCH:
            return reverse("office:receipts")
        case StepName.BALANCE:
            return reverse("office:treasury")
        case StepName.ALLOCATION | StepName.HELD:
            return reverse("office:allocation", kwargs=named)
        case StepName.SHOPS:
            return reverse("office:remittances")
        case StepName.CLOSE:
            return reverse("office:month_close", kwargs=named)


def closing(request: HttpRequest, month: str) -> HttpResponse:
    """The paper of a closed month; the checklist where it is not closed yet."""
    asked = asked_month(month)
    paper = closing_paper(asked)
    if isinstance(paper, Refused):
        return redirect(f"{reverse('office:month')}?mois={asked}")
    return render(request, "office/closing.html", {"paper": paper})


def closing_pdf_file(request: HttpRequest, month: str) -> HttpResponse:
    """The same as a PDF to print and to keep outside the office."""
    asked = asked_month(month)
    paper = closing_pdf(asked, fund_name=fund_name())
    if isinstance(paper, Refused):
        return redirect("office:month_closing", month=str(asked))
    return download(paper, f"cloture-{month}.pdf", "application/pdf")


class CloseForm(DeedForm):
    """Nothing to fill in: one confirms."""


class CloseMonth(OfficeDeed):
    """A month whose every step is done is closed."""

    form_class = CloseForm
    title = _("Clôturer le mois")
    lead = _(
        "Le livre ne prend plus d’écriture dans ce mois. Une erreur se corrige dans le suivant."
    )
    button = _("Clôturer")
    month: Month

    def prepare(self) -> None:
        """The month of the address."""
        self.month = asked_month(str(self.kwargs["month"]))

    def surroundings(self) -> dict[str, object]:
        """Which month."""
        return {"about": self.month.words}

    def back(self) -> str:
        """The paper of the closing once it is done, the checklist before."""
        if is_closed(self.month):
            return reverse("office:month_closing", kwargs={"month": str(self.month)})
        return reverse("office:month")

    def deed(self, act: Act, said: Said) -> object:
        """Close it."""
        return close_month(act, month=self.month)

    def told(self, done: object) -> str:
        """It is closed, under which digest."""
        assert isinstance(done, Closed), "a refusal was answered before"
        words = gettext("{month} est clôturé. Empreinte des soldes : {digest}.")
        return words.format(month=done.month.words.capitalize(), digest=done.digest[:16])
