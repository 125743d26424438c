"""What the team does with scenarios: build one from a start, put one away."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ecot.simulation.scenario.scenario import Scenario
from ecot.strategy.mechanisms import Mechanism, mechanisms
from ecot.strategy.scenarios.actions import keep_scenario, shelve_scenario
from ecot.strategy.scenarios.levers import Lever, levers, mechanism_levers
from ecot.strategy.scenarios.queries import KeptView, kept_scenario
from ecot.values.act import Act
from ecot.web.deeds import DeedForm
from ecot.web.said import Said
from ecot.web.strategy.deeds import StrategyDeed
from ecot.web.strategy.scenarios.forms import ScenarioForm, changes_of
from ecot.web.strategy.scenarios.starts import BOOK, choices, start_of

MOST_SWITCHED = 8


class BuildScenario(StrategyDeed):
    """A future is built: mechanisms switched on, levers moved, then kept as a file."""

    form_class = ScenarioForm
    template = "strategy/scenarios/build.html"
    title = _("Construire un scénario")
    lead = _("Changez ce que vous voulez essayer ; le reste ne bouge pas.")
    button = _("Garder et regarder")
    start: Scenario
    reference: str
    switched: tuple[Mechanism, ...]
    refused_start = ""

    def prepare(self) -> None:
        """Where one starts and which mechanisms are switched on: both are in the address."""
        asked = self.request.GET
        self.reference = asked.get("depart", BOOK)[:80]
        found = start_of(self.reference)
        if found is None:
            raise Http404
        if isinstance(found, str):
            self.refused_start = found
            self.reference = next(name for name, _words in choices() if name != BOOK)
            found = start_of(self.reference)
            assert found is not None, "what ships is always there"
            assert not isinstance(found, str), "what ships is always there"
        self.start = found.scenario
        known = mechanisms()
        wanted = dict.fromkeys(asked.getlist("avec"))
        if any(name not in known for name in wanted):
            raise Http404
        already = {each.mechanism for each in self.start.mechanisms}
        fresh = [known[name] for name in wanted if name not in already]
        self.switched = tuple(fresh[:MOST_SWITCHED])

    def _levers(self) -> list[Lever]:
        return [*levers(self.start), *self._given()]

    def _given(self) -> list[Lever]:
        month = self.start.start
        return [
            lever
            for each in self.switched
            for lever in mechanism_levers(each.id, month, named=each.label)
        ]

    def offer(self, form: DeedForm) -> None:
        """The levers as fields, filled with what they are."""
        assert isinstance(form, ScenarioForm), "the form of this page"
        form.add(self._levers())

    def surroundings(self) -> dict[str, object]:
        """The starts and the mechanisms among which one chooses."""
        on = {each.id for each in self.switched} | {
            each.mechanism for each in self.start.mechanisms
        }
        return {
            "starts": choices(),
            "reference": self.reference,
            "start": self.start,
            "refused_start": self.refused_start,
            "switched": self.switched,
            "others": [each for each in mechanisms().values() if each.id not in on],
        }

    def back(self) -> str:
        """The list."""
        return reverse("strategy:scenarios")

    def deed(self, act: Act, said: Said) -> object:
        """Keep it; a mechanism that is on is a change even where its figures are the reference's."""
        changes: dict[str, object] = {f"mechanisms.{each.id}": True for each in self.switched}
        given = [lever for lever in self._given() if lever.value is None]
        changes |= {lever.key: said.values[lever.key] for lever in given}
        changes |= changes_of(said, self._levers(), self.start)
        return keep_scenario(act, name=said.text("name"), start=self.start, changes=changes)

    def told(self, done: object) -> str:
        """It is kept."""
        return gettext("Le scénario est gardé.")

    def address(self, done: object) -> str:
        """Its page."""
        return reverse("strategy:scenario", kwargs={"scenario_id": done})


class ShelveScenario(StrategyDeed):
    """A scenario leaves the list."""

    title = _("Ranger ce scénario")
    lead = _("Il quitte la liste. Son adresse reste lisible : rien n’est effacé.")
    button = _("Ranger")
    kept: KeptView

    def prepare(self) -> None:
        """The scenario must exist."""
        found = kept_scenario(self.kwargs["scenario_id"])
        if found is None:
            raise Http404
        self.kept = found

    def surroundings(self) -> dict[str, object]:
        """Which one."""
        return {"about": self.kept.name}

    def back(self) -> str:
        """Its page."""
        return reverse("strategy:scenario", kwargs={"scenario_id": self.kept.scenario_id})

    def deed(self, act: Act, said: Said) -> object:
        """Put it away."""
        return shelve_scenario(act, scenario_id=self.kept.scenario_id)

    def told(self, done: object) -> str:
        """It is put away."""
        return gettext("Le scénario est rangé.")

    def address(self, done: object) -> str:
        """The list."""
        return reverse("strategy:scenarios")
