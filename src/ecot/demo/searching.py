"""The demo's search for a model: a few leads, invented, and what became of them.

Nobody real is named; the mechanisms are those of the reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ecot.demo.world import act, sure
from ecot.strategy.leads.actions import Step, move_lead, open_lead
from ecot.strategy.leads.states import LeadState


@dataclass(frozen=True, slots=True)
class DemoLead:
    """A lead of the demo and the days on which its steps were noted."""

    slug: str
    title: str
    mechanism: str
    steps: tuple[tuple[date, Step], ...]


LEADS: Final = (
    DemoLead(
        "caf",
        "La CAF et la MSA de l'Hérault",
        "caf_msa_cpam",
        (
            (
                date(2025, 9, 18),
                Step(state=LeadState.IDEA, owner="Nadia", next_step="lire la Savoie"),
            ),
            (
                date(2025, 11, 6),
                Step(
                    state=LeadState.IN_CONTACT,
                    owner="Nadia",
                    next_step="envoyer une page de chiffres",
                    next_on=date(2026, 4, 15),
                    note="Un premier rendez-vous. La question posée : qui serait éligible ?",
                ),
            ),
        ),
    ),
    DemoLead(
        "rescrit",
        "Un rescrit sur les dons au-delà de l'allocation",
        "don_ir_66",
        (
            (
                date(2026, 1, 20),
                Step(
                    state=LeadState.STUDIED,
                    owner="Le groupe Financement",
                    next_step="rédiger la question à l'administration",
                    next_on=date(2026, 3, 20),
                    note="Rien n'est promis aux membres avant une réponse écrite.",
                ),
            ),
        ),
    ),
    DemoLead(
        "employeurs",
        "Trois employeurs du marché d'intérêt national",
        "cse_bons",
        (
            (
                date(2026, 2, 12),
                Step(state=LeadState.IDEA, owner="Samir", next_step="en parler aux comités"),
            ),
        ),
    ),
    DemoLead(
        "etat",
        "L'appel national, volet local",
        "etat_mmpt",
        (
            (
                date(2025, 3, 3),
                Step(state=LeadState.ASKED, owner="Nadia", next_on=date(2025, 9, 1)),
            ),
            (
                date(2025, 10, 9),
                Step(
                    state=LeadState.CLOSED,
                    owner="Nadia",
                    note="Non retenue. Le dossier peut resservir.",
                ),
            ),
        ),
    ),
)


def follow_leads() -> None:
    """Note every step of every lead, on its day."""
    for lead in LEADS:
        (opened_on, first), *later = lead.steps
        identity = sure(
            open_lead(
                act(f"lead-{lead.slug}", opened_on),
                title=lead.title,
                mechanism=lead.mechanism,
                step=first,
            )
        )
        for number, (noted_on, step) in enumerate(later, 1):
            moving = act(f"lead-{lead.slug}-{number}", noted_on)
            sure(move_lead(moving, lead_id=identity, step=step))
