"""Why an account or an appointment is refused."""

from __future__ import annotations

from typing import Final

from ecot.values.refusal import Reason

ADDRESS_NOT_READABLE: Final = Reason(
    "ADDRESS_NOT_READABLE",
    "« {email} » n’est pas une adresse de courriel. Vérifiez-la, puis recommencez.",
)
ROLE_UNKNOWN: Final = Reason(
    "ROLE_UNKNOWN", "Le rôle « {role} » n’existe pas. Choisissez-en un autre."
)
ROLE_NEEDS_SOMEONE: Final = Reason(
    "ROLE_NEEDS_SOMEONE", "Ce rôle agit pour un foyer ou un point de vente. Dites lequel."
)
ACCOUNT_UNKNOWN: Final = Reason(
    "ACCOUNT_UNKNOWN", "Aucun compte n’a cette adresse. Créez-le d’abord."
)
APPOINTMENT_ENDED: Final = Reason(
    "APPOINTMENT_ENDED", "Ce rôle est déjà retiré. Il n’y a rien à faire."
)
DEVICE_WITHOUT_NAME: Final = Reason(
    "DEVICE_WITHOUT_NAME",
    "Donnez un nom à cette caisse enregistreuse (« comptoir », « marché ») pour la reconnaître plus tard.",
)
DEVICE_ENDED: Final = Reason(
    "DEVICE_ENDED",
    "Aucune caisse enregistreuse de ce numéro n’a de jeton en ce moment. Il n’y a rien à retirer.",
)
