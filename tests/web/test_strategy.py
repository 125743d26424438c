"""The search for a model in its pages: build a future from a start, keep it, compare it, print it."""

import re
from html import unescape

import pytest
from django.urls import reverse

from ecot.access.roles import Role
from ecot.simulation.files.reading import read_text
from tests.builders.faces import addresses
from tests.web.test_office import send


@pytest.fixture
def office(faces):
    return faces.client(Role.TREASURER), addresses(faces.named)


def plain(page):
    return unescape(page.content.decode()).replace("\xa0", " ").replace("\u202f", " ")


def test_the_small_caisse_is_too_small_to_start_from_and_says_so(office):
    client, at = office
    text = plain(client.get(at["strategy:build"]))
    assert "leurs chiffres ne sortent pas" in text or "aucun mois entier" in text


def test_a_future_is_built_with_a_mechanism_and_kept_as_its_file(office):
    client, at = office
    address = f"{at['strategy:build']}?depart=montpellier-2026&avec=caf_msa_cpam"
    form = plain(client.get(address))
    needed = re.findall(r'name="(mechanisms\.caf_msa_cpam\.\w+)"', form)
    assert needed
    fields = {name: "12" for name in needed if "month" in name or "count" in name}
    page = client.get(address).context["form"]
    said = {name: field.initial for name, field in page.fields.items() if field.initial is not None}
    said |= {name: "10" for name in needed if name not in said}
    said |= fields | {
        "name": "Avec la CAF",
        "costs.fixed_month_cents": "9000",
        "key": str(page["key"].value()),
    }
    done = client.post(address, said, follow=True)
    assert "Le scénario est gardé." in plain(done), (
        done.context.get("refused"),
        done.context["form"].errors,
    )
    file = client.get(done.request["PATH_INFO"] + "fichier/")
    made = read_text(file.content.decode())
    assert [each.mechanism for each in made.mechanisms] == ["caf_msa_cpam"]
    assert made.costs.fixed_month_cents == 9_000_00


def test_what_is_missing_is_said_on_the_same_form(office):
    client, at = office
    page = send(client, at["strategy:build"] + "?depart=montpellier-2026", name="")
    assert "Rien n’est enregistré" in plain(page)


def test_futures_stand_side_by_side_with_the_same_luck(office, faces):
    client, at = office
    kept = faces.named["scenario_id"]
    text = plain(
        client.get(
            f"{at['strategy:compare']}?s=montpellier-2026&s={kept}&s=inconnu"[: -len("&s=inconnu")]
        )
    )
    assert "La même chance pour tous" in text
    assert "Plus grand" in text
    assert client.get(f"{at['strategy:compare']}?s=inconnu").status_code == 404
    five = "&".join(f"s={slug}" for slug in ("gironde", "lyon", "grenoble", "cadenet", "ariege"))
    assert client.get(f"{at['strategy:compare']}?{five}").status_code in {200, 404}


def test_the_report_stands_alone_and_lets_nothing_else_in(office):
    client, at = office
    page = client.get(at["strategy:report"])
    policy = page.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    text = page.content.decode()
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="', text)
    assert "Ce que l&#x27;on suppose" in text


def test_a_committee_reads_everything_and_changes_nothing(faces):
    client, at = faces.client(Role.COMMITTEE), addresses(faces.named)
    page = plain(client.get(at["strategy:scenario"]))
    assert at["strategy:build"] not in page
    assert at["strategy:shelve"] not in page
    assert client.get(reverse("strategy:build")).status_code == 403


def test_a_forecast_is_shown_beside_the_months_that_have_their_facts(faces, monkeypatch):
    from ecot.figures.learning import Row
    from ecot.figures.queries import KeptForecast
    from ecot.simulation.calibration.posterior import prior
    from ecot.simulation.scenario.parts import Behaviour
    from ecot.values import clock
    from ecot.values.month import Month
    from ecot.web.strategy import forecasts

    def kept(until, fact):
        rows = [
            Row(name, until.plus(rank), 10_00, 20_00, 30_00, fact)
            for name in forecasts.NAMES
            for rank in (1, 2)
        ]
        return KeptForecast(until, clock.now(), tuple(rows), prior(Behaviour()), None)

    old, new = kept(Month(2025, 12), 25_00), kept(Month(2026, 2), None)
    monkeypatch.setattr(forecasts, "kept_forecasts", lambda: [new, old])
    monkeypatch.setattr(forecasts, "last_closed", lambda: Month(2026, 2))
    monkeypatch.setattr(forecasts, "_compared", lambda until, closed: old.rows)
    text = plain(faces.client(Role.COMMITTEE).get(reverse("strategy:forecasts")))
    assert "Prévu à la fin de décembre 2025" in text
    assert "6 faits sur 6 sont où on les attendait" in text
