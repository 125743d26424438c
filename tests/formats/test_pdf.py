"""Papers: tagged, dated by their caller, refused by name where typst is not installed."""

import sys
from datetime import UTC, datetime

import pytest
import typst

from ecot.formats.drawings.ground import Share, standing_alone
from ecot.formats.drawings.shapes import bars
from ecot.formats.pdf import Paper, typeset
from tests.builders.answers import done

AT = datetime(2026, 4, 1, 13, 0, tzinfo=UTC)
FACTS: dict[Paper, dict[str, object]] = {
    Paper.SHOP_STATEMENT: {
        "fund": "Caisse alimentaire commune",
        "shop": "Le Fournil d’Élodie",
        "number": "C012-5",
        "period": "mars 2026",
        "from_on": "1er mars 2026",
        "until_on": "31 mars 2026",
        "opening": "0,00 €",
        "sales": "310,00 €",
        "refunds": "−325,00 €",
        "paid": "0,00 €",
        "closing": "−15,00 €",
        "owes_us": True,
        "lines": [{"on": "2 mars 2026", "what": "Ventes", "count": "12", "amount": "310,00 €"}],
    },
    Paper.REMITTANCE_ADVICE: {
        "fund": "Caisse alimentaire commune",
        "shop": "Le Fournil d’Élodie",
        "number": "C012-5",
        "on": "1er avril 2026",
        "owed": "300,00 €",
        "fee": "3,00 €",
        "paid": "297,00 €",
        "iban": "FR76 3000 6000 0112 3456 7890 189",
        "holder": "SARL Fournil",
        "reference": "ECOT-R000012-C012-5",
        "execution_on": "2 avril 2026",
        "rule": "Les commerces sont remboursés chaque mois.",
    },
    Paper.MONTH_CLOSING: {
        "fund": "Caisse alimentaire commune",
        "month": "mars 2026",
        "closed_on": "2 avril 2026",
        "digest": "5f2c" * 16,
        "balances": [["Banque", "120 292,00 €"], ["Dus aux commerces", "4 310,00 €"]],
        "sealed": True,
        "size": "79588",
        "root": " ".join(["5f2c81aa"] * 8),
        "note": "caisse.example/book\n79588\nroot\n\n— caisse.example/book signature\n",
        "verifier": "caisse.example/book+0a1b2c3d+key",
    },
    Paper.SIMULATION_REPORT: {
        "title": "Montpellier 2026",
        "partial": "",
        "sentences": ["Sur 1 000 avenirs tirés au sort, 190 passent sous zéro en 36 mois."],
        "pictures": [
            {
                "heading": "Le risque",
                "drawing": standing_alone(bars([Share("en 36 mois", 19, "19 %")], title="Risque")),
                "caption": "Part des avenirs où la caisse passe sous zéro.",
                "headings": ["Au plus tard", "Risque"],
                "rows": [["en 36 mois", "19 %"]],
            }
        ],
        "thresholds": {"headings": ["Seuil", "Montant"], "rows": [["Déclaration", "1 000 000 €"]]},
        "payers": [
            {
                "label": "CSG",
                "payer": "public",
                "law": "demande une loi",
                "warnings": ["Rien n’est voté."],
            }
        ],
        "figures": [["Risque", "19 %", "calculé", ""]],
        "assumptions": [["Départs", "2 %", "supposé", "non publié"]],
        "not_known": ["l’effet sur le RSA"],
        "origin": [["Graine du hasard", "42"]],
    },
}


@pytest.mark.parametrize("paper", list(Paper))
def test_a_paper_is_tagged_french_and_always_the_same(paper):
    made = done(typeset(paper, FACTS[paper], AT))
    assert made.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/Lang", b"pdfuaid"):
        assert mark in made
    assert typeset(paper, FACTS[paper], AT) == made


def test_names_with_signs_of_the_template_language_are_only_text():
    facts = FACTS[Paper.SHOP_STATEMENT] | {"shop": "#panic() $x$ *gras* <b> \\ [ ] 市場"}
    assert done(typeset(Paper.SHOP_STATEMENT, facts, AT)).startswith(b"%PDF-")


def test_without_typst_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    refused = typeset(Paper.SHOP_STATEMENT, FACTS[Paper.SHOP_STATEMENT], AT)
    assert refused.code == "PDF_NOT_INSTALLED"


def test_a_template_that_lacks_a_fact_is_our_own_mistake():
    with pytest.raises(typst.TypstError):
        typeset(Paper.SHOP_STATEMENT, {}, AT)
