"""What each column of the results means: the one declaration that tables and data dictionary are made from.

`tables` fills them in this order. A flow without its column here fails (docs/developer/results.md).
"""

from __future__ import annotations

from collections.abc import Mapping

from ecot.formats.columns import Column, Kind, Layout
from ecot.simulation.outcome import Flow

_WHOLE, _NUMBER, _TEXT = Kind.INTEGER, Kind.NUMBER, Kind.TEXT

_WHEN = (
    Column(
        "draw",
        "draw",
        _WHOLE,
        "Numéro de l'avenir tiré au sort, à partir de 0 ; le même dans tous les tableaux.",
    ),
    Column(
        "month", "month", _WHOLE, "Mois de la simulation, à partir de 0 : le mois 0 est le premier."
    ),
    Column("calendar_month", "", _TEXT, "Le même mois au calendrier : 2026-03 pour mars 2026."),
)


def _cents(name: str, sentence: str) -> Column:
    return Column(f"{name}_cents", "cents", _WHOLE, sentence)


FLOWS: Mapping[Flow, Column] = {
    Flow.HOUSEHOLDS: Column(
        "households", "households", _WHOLE, "Foyers présents à la fin du mois."
    ),
    Flow.PARTICIPANTS: Column(
        "participants", "persons", _WHOLE, "Personnes de ces foyers, adultes et enfants."
    ),
    Flow.EXITS: Column("exits", "households", _WHOLE, "Foyers partis dans le mois."),
    Flow.ENTRIES: Column("entries", "households", _WHOLE, "Foyers arrivés dans le mois."),
    Flow.DUE: _cents("due", "Cotisations dues pour le mois."),
    Flow.COLLECTED: _cents(
        "collected", "Cotisations reçues en euros dans le mois, retards rattrapés compris."
    ),
    Flow.TOP_UPS: _cents(
        "top_ups",
        "Payé par des tiers pour des foyers ; compris aussi dans leur source, au tableau receipts.",
    ),
    Flow.ALLOCATED: _cents("allocated", "MonA versés aux foyers dans le mois."),
    Flow.SPENT: _cents("spent", "MonA dépensés dans les commerces dans le mois."),
    Flow.BROKEN: _cents(
        "broken", "MonA revenus au pot commun : départs, plafonds, fin de validité."
    ),
    Flow.WALLETS: _cents("wallets", "MonA dans les porte-monnaie à la fin du mois."),
    Flow.REIMBURSED: _cents("reimbursed", "Euros envoyés aux commerces, commission déjà retirée."),
    Flow.FEES: _cents("fees", "Commission gardée sur ces envois."),
    Flow.OWED_TO_SHOPS: _cents("owed_to_shops", "Euros dus aux commerces à la fin du mois."),
    Flow.RECEIVED: _cents(
        "received", "Euros reçus des financeurs : tout le tableau receipts, sans les emprunts."
    ),
    Flow.COSTS: _cents("costs", "Frais payés dans le mois."),
    Flow.INTEREST: _cents("interest", "Intérêts reçus dans le mois ; négatifs s'ils sont payés."),
    Flow.LENT: _cents("lent", "Emprunts reçus dans le mois."),
    Flow.REPAID: _cents("repaid", "Emprunts remboursés dans le mois, intérêts compris."),
    Flow.CASH: _cents(
        "cash", "Trésorerie à la fin du mois ; négative si la caisse est à découvert."
    ),
    Flow.RESTRICTED: _cents(
        "restricted", "Part de cette trésorerie réservée à un autre usage que l'alimentation."
    ),
    Flow.HELD: _cents("held", "MonA non versés parce que la règle de pénurie s'applique."),
}
"""A column for each flow, in the order of the file."""

FLOW_TABLE = Layout("flows", (*_WHEN, *FLOWS.values()))

RECEIPTS = Layout(
    "receipts",
    (
        *_WHEN,
        Column("source", "", _TEXT, "Identifiant du financeur ; le tableau sources dit son nom."),
        Column(
            "payer",
            "",
            _TEXT,
            "À qui est l'argent : public, private (privé), citizen (membres et habitants).",
        ),
        _cents("received", "Euros reçus de ce financeur dans le mois."),
        _cents("signed", "Part de ces euros déjà signée au départ ; le reste n'est qu'espéré."),
    ),
)

SOURCES = Layout(
    "sources",
    (
        Column("source", "", _TEXT, "Identifiant du financeur, comme au tableau receipts."),
        Column("label", "", _TEXT, "Son nom."),
        Column(
            "payer",
            "",
            _TEXT,
            "À qui est l'argent : public, private (privé), citizen (membres et habitants).",
        ),
        Column(
            "mechanism",
            "",
            _TEXT,
            "Identifiant du mécanisme de financement ; vide pour une source écrite à part.",
        ),
        Column(
            "law_status",
            "",
            _TEXT,
            "Ce que dit le droit : in_force, needs_ruling, tolerance, needs_law ou unknown.",
        ),
        Column(
            "law_label",
            "",
            _TEXT,
            "La même chose en français. Rien n'est acquis hors « permis aujourd'hui ».",
        ),
        Column("warnings", "", _TEXT, "Les mises en garde sur ce mécanisme, une par ligne."),
    ),
)

INDICATORS = Layout(
    "indicators",
    (
        Column("name", "", _TEXT, "Nom du chiffre, comme dans results.json."),
        Column(
            "part",
            "",
            _TEXT,
            "Partie du chiffre : p05 à p95 (rang parmi les avenirs), type de commerce, seuil ; vide s'il est seul.",
        ),
        Column(
            "month",
            "month",
            _WHOLE,
            "Mois de la simulation, à partir de 0 ; vide si le chiffre n'est pas mensuel.",
        ),
        Column(
            "decile",
            "decile",
            _WHOLE,
            "Dixième du territoire, de 1 (le plus modeste) à 10 (le plus aisé) ; vide sinon.",
        ),
        Column(
            "unit",
            "",
            _TEXT,
            "Ce que le chiffre compte : cents, share (part de 1), ratio, months, households, funders, index, draw.",
        ),
        Column("value_cents", "cents", _WHOLE, "Le chiffre, si c'est un montant ; exact."),
        Column(
            "value",
            "unit",
            _NUMBER,
            "Le chiffre, si ce n'est pas un montant. Ni l'un ni l'autre : inconnu, why dit pourquoi.",
        ),
        Column("low", "unit", _NUMBER, "Bas de l'intervalle à 95 %, s'il y en a un."),
        Column("high", "unit", _NUMBER, "Haut de l'intervalle à 95 %, s'il y en a un."),
        Column("label", "", _TEXT, "Ce que le chiffre dit, en français."),
        Column(
            "status",
            "",
            _TEXT,
            "Ce qu'on en sait : fact (fait publié), calculated (calculé), assumed (supposé), unknown (inconnu).",
        ),
        Column(
            "rests_on",
            "assumptions",
            _WHOLE,
            "Sur combien de suppositions il repose ; le tableau rests_on les nomme.",
        ),
        Column("why", "", _TEXT, "Pourquoi il est inconnu, ou ce qui le limite."),
    ),
)

RESTS_ON = Layout(
    "rests_on",
    (
        Column("name", "", _TEXT, "Nom du chiffre, comme au tableau indicators."),
        Column(
            "key",
            "",
            _TEXT,
            "Clé d'une supposition sur laquelle il repose, comme au tableau assumptions.",
        ),
    ),
)

ASSUMPTIONS = Layout(
    "assumptions",
    (
        Column("key", "", _TEXT, "Clé dans le fichier du scénario, scenario.toml."),
        Column("label", "", _TEXT, "Ce que c'est, en français."),
        Column("value", "", _TEXT, "La valeur, comme une personne la lit."),
        Column(
            "status",
            "",
            _TEXT,
            "Ce qu'on en sait : fact (fait publié), calculated (calculé), assumed (supposé), unknown (inconnu).",
        ),
        Column("source", "", _TEXT, "D'où elle vient ; vide si c'est notre choix."),
        Column("note", "", _TEXT, "Ce qui la limite, ou ce qui la remplacerait."),
    ),
)

LAYOUTS = (FLOW_TABLE, RECEIPTS, SOURCES, INDICATORS, RESTS_ON, ASSUMPTIONS)
"""Every table of an outcome, in the order in which one reads them; the dictionary comes last."""
