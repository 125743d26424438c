"""Why a deed about shops may be refused: stable codes with their French sentences."""

from __future__ import annotations

from ecot.values.refusal import Reason

SHOP_SUSPENDED = Reason(
    "SHOP_SUSPENDED",
    "{shop} est suspendu depuis le {since} : on ne peut pas y payer en MonA pour l'instant."
    " Le commerce peut appeler la caisse.",
)
SHOP_NOT_ACCREDITED = Reason(
    "SHOP_NOT_ACCREDITED",
    "{shop} n'est pas conventionné : on ne peut pas y payer en MonA. La liste des lieux est sur le site.",
)
AGREEMENT_EXPIRED = Reason(
    "AGREEMENT_EXPIRED",
    "La convention de {shop} est arrivée à échéance : on ne peut plus y payer en MonA."
    " Appelez la caisse pour la renouveler.",
)
POINT_OF_SALE_CLOSED = Reason(
    "POINT_OF_SALE_CLOSED",
    "Le point de vente « {point_of_sale} » de {shop} est fermé. Choisissez un autre point de vente.",
)
SHOP_UNKNOWN = Reason(
    "SHOP_UNKNOWN", "Ce commerce n'est pas connu ici. Cherchez-le par son numéro ou son nom."
)
POINT_OF_SALE_UNKNOWN = Reason(
    "POINT_OF_SALE_UNKNOWN", "Ce point de vente n'est pas connu ici. Ouvrez la fiche du commerce."
)
NAME_MISSING = Reason("NAME_MISSING", "Il manque le nom. Écrivez celui que les gens connaissent.")
CATEGORY_MISSING = Reason(
    "CATEGORY_MISSING", "Il manque la catégorie. Elle dit quel taux s'applique : choisissez-en une."
)
SIRET_INVALID = Reason(
    "SIRET_INVALID",
    "« {siret} » n'est pas un numéro SIRET (14 chiffres). Corrigez-le ou laissez vide.",
)
SIRET_ALREADY_KNOWN = Reason(
    "SIRET_ALREADY_KNOWN",
    "Ce numéro SIRET est déjà celui de {shop}. Ouvrez sa fiche : un commerce peut avoir plusieurs points de vente.",
)
EMAIL_INVALID = Reason(
    "EMAIL_INVALID",
    "L'adresse « {email} » n'est pas une adresse de courriel. Corrigez-la ou laissez vide.",
)
COORDINATES_UNLIKELY = Reason(
    "COORDINATES_UNLIKELY",
    "Ces coordonnées ne désignent pas un point de la Terre. La latitude va de -90 à 90, la longitude de -180"
    " à 180 ; donnez les deux, ou aucune.",
)
MARKET_DAYS_UNKNOWN = Reason(
    "MARKET_DAYS_UNKNOWN",
    "Les jours de marché vont de lundi à dimanche. Choisissez-les dans la liste.",
)
SHOP_STATE_NOT_NEXT = Reason(
    "SHOP_STATE_NOT_NEXT",
    "{shop} est « {present} » : il ne peut pas devenir « {asked} ». Possible : {possible}.",
)
SHOP_STATE_TOO_EARLY = Reason(
    "SHOP_STATE_TOO_EARLY",
    "Le dernier changement de {shop} date du {last_on} : celui-ci ne peut pas être daté d'avant."
    " Choisissez ce jour-là ou un jour suivant.",
)
REASON_MISSING = Reason(
    "REASON_MISSING",
    "Il manque la raison. Écrivez-la en quelques mots : elle reste dans le dossier.",
)
AGREEMENT_DATES = Reason(
    "AGREEMENT_DATES",
    "La convention finirait le {ends_on}, avant de commencer le {starts_on}. Vérifiez les dates.",
)
IBAN_INVALID = Reason(
    "IBAN_INVALID",
    "Cet IBAN contient une faute de frappe : ses chiffres de contrôle ne tombent pas juste."
    " Recopiez-le depuis le relevé d'identité bancaire.",
)
IBAN_OUTSIDE_SEPA = Reason(
    "IBAN_OUTSIDE_SEPA",
    "Un virement SEPA n'est pas possible vers un compte en « {country} »."
    " Demandez un compte dans un pays de la zone SEPA.",
)
BIC_INVALID = Reason(
    "BIC_INVALID",
    "Ce BIC n'a pas la bonne forme (8 ou 11 caractères). Corrigez-le ou laissez vide.",
)
HOLDER_MISSING = Reason(
    "HOLDER_MISSING",
    "Il manque le titulaire du compte. Recopiez-le depuis le relevé d'identité bancaire.",
)
BANK_CHANGE_PENDING = Reason(
    "BANK_CHANGE_PENDING",
    "Un changement de compte attend déjà d'être confirmé pour {shop}. Confirmez-le ou arrêtez-le d'abord.",
)
BANK_CHANGE_UNKNOWN = Reason(
    "BANK_CHANGE_UNKNOWN",
    "Ce changement de compte n'attend plus : il a été confirmé ou arrêté. Rouvrez la fiche.",
)
SAME_BANK_ACCOUNT = Reason(
    "SAME_BANK_ACCOUNT", "C'est déjà le compte utilisé pour payer {shop}. Il n'y a rien à changer."
)
SECOND_PERSON_NEEDED = Reason(
    "SECOND_PERSON_NEEDED",
    "Vous avez demandé ce changement vous-même : une autre personne doit le confirmer. Demandez à un·e collègue.",
)
CALLBACK_NOTE_MISSING = Reason(
    "CALLBACK_NOTE_MISSING",
    "Rappelez le commerce à un numéro que vous connaissiez déjà, puis notez ici qui vous a répondu et quand.",
)
