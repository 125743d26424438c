"""Why a deed about households may be refused: stable codes with their French sentences."""

from __future__ import annotations

from ecot.values.refusal import Reason

NAME_EMPTY = Reason(
    "NAME_EMPTY", "Le prénom est vide. Indiquez au moins un nom, tel que la personne l'écrit."
)
NAME_TOO_LONG = Reason(
    "NAME_TOO_LONG",
    "Ce nom compte {length} caractères, et {limit} au plus sont gardés. Raccourcissez-le.",
)
BIRTH_YEAR_UNLIKELY = Reason(
    "BIRTH_YEAR_UNLIKELY",
    "L'année de naissance {year} ne peut pas être juste : elle se situe entre {first} et {last}."
    " Vérifiez-la avec la personne.",
)
NOBODY_IN_HOUSEHOLD = Reason(
    "NOBODY_IN_HOUSEHOLD",
    "Un foyer compte au moins une personne. Ajoutez-en une avant d'enregistrer.",
)
NOBODY_PARTICIPATES = Reason(
    "NOBODY_PARTICIPATES",
    "Personne ne participe dans ce foyer. Cochez « participe » pour au moins une personne.",
)
HOUSEHOLD_UNKNOWN = Reason(
    "HOUSEHOLD_UNKNOWN", "Ce foyer n'est pas connu ici. Cherchez-le par son numéro ou par un nom."
)
HOUSEHOLD_ERASED = Reason(
    "HOUSEHOLD_ERASED",
    "Les personnes de ce foyer ont été effacées : rien ne peut plus y changer. Si elles reviennent,"
    " enregistrez un nouveau foyer.",
)
PERSON_UNKNOWN = Reason(
    "PERSON_UNKNOWN",
    "Cette personne n'est pas dans ce foyer. Rouvrez la fiche du foyer et recommencez.",
)
EMAIL_INVALID = Reason(
    "EMAIL_INVALID",
    "L'adresse « {email} » n'est pas une adresse de courriel. Corrigez-la ou laissez vide.",
)
PHONE_INVALID = Reason(
    "PHONE_INVALID", "« {phone} » n'est pas un numéro de téléphone. Corrigez-le ou laissez vide."
)
STATE_NOT_FIRST = Reason(
    "STATE_NOT_FIRST",
    "Un foyer ne peut pas être enregistré directement comme « {state} »."
    " Enregistrez-le comme candidat, en attente ou actif.",
)
STATE_NOT_NEXT = Reason(
    "STATE_NOT_NEXT",
    "Le foyer {number} est « {present} » : il ne peut pas devenir « {asked} ». Possible : {possible}.",
)
STATE_TOO_EARLY = Reason(
    "STATE_TOO_EARLY",
    "Le dernier changement du foyer {number} date du {last_on} : celui-ci ne peut pas être daté d'avant."
    " Choisissez ce jour-là ou un jour suivant.",
)
STATE_TOO_LATE = Reason(
    "STATE_TOO_LATE", "Le {since_on} est dans plus d'un an. Choisissez une date plus proche."
)
REASON_MISSING = Reason(
    "REASON_MISSING",
    "Il manque la raison. Écrivez-la en quelques mots : elle reste dans le dossier.",
)
HOUSEHOLD_HAS_LEFT = Reason(
    "HOUSEHOLD_HAS_LEFT",
    "Le foyer {number} a quitté la caisse. Faites-le d'abord revenir (état « actif » ou « liste d'attente »).",
)
CARD_UNKNOWN = Reason(
    "CARD_UNKNOWN",
    "Cette carte n'est pas connue ici. Vérifiez le foyer, ou faites une nouvelle carte.",
)
CARD_STATE_NOT_NEXT = Reason(
    "CARD_STATE_NOT_NEXT",
    "Cette carte est {present} : elle ne peut plus devenir {asked}. Faites une nouvelle carte au foyer.",
)
SAME_HOUSEHOLD = Reason(
    "SAME_HOUSEHOLD", "Les deux foyers sont le même. Choisissez deux foyers différents."
)
SOMEBODY_MUST_STAY = Reason(
    "SOMEBODY_MUST_STAY",
    "Plus personne ne resterait dans le foyer {number}. Laissez-y une personne, ou faites partir le foyer entier.",
)
IMPORT_HAS_ERRORS = Reason(
    "IMPORT_HAS_ERRORS",
    "Le fichier contient {errors} erreur(s) : rien n'a été importé. Corrigez les lignes indiquées, puis"
    " envoyez le fichier entier.",
)
ALREADY_IMPORTED = Reason(
    "ALREADY_IMPORTED",
    "Ce fichier a déjà été importé le {imported_on} ({households} foyers). Rien n'a été importé une seconde fois.",
)
COLUMN_MISSING = Reason(
    "COLUMN_MISSING",
    "Il manque la colonne « {column} ». Ajoutez-la à la première ligne du fichier ; le modèle à télécharger"
    " montre toutes les colonnes.",
)
COLUMN_UNKNOWN = Reason(
    "COLUMN_UNKNOWN",
    "La colonne « {column} » n'est pas connue : rien n'y serait gardé. Renommez-la comme dans le modèle, ou"
    " supprimez-la.",
)
HOUSEHOLD_KEY_EMPTY = Reason(
    "HOUSEHOLD_KEY_EMPTY",
    "la colonne « foyer » est vide. Donnez le même repère aux personnes d'un même foyer.",
)
BIRTH_YEAR_UNREADABLE = Reason(
    "BIRTH_YEAR_UNREADABLE",
    "nous ne savons pas lire l'année de naissance « {typed} ». Écrivez-la sur quatre chiffres, comme 1985.",
)
DAY_UNREADABLE = Reason(
    "DAY_UNREADABLE", "nous ne savons pas lire la date « {typed} ». Écrivez-la comme 14/03/2026."
)
YES_OR_NO = Reason("YES_OR_NO", "« {typed} » n'est ni oui ni non. Écrivez oui ou non.")
WORD_UNKNOWN = Reason("WORD_UNKNOWN", "« {typed} » n'est pas dans la liste : {possible}.")
CONTRADICTS = Reason(
    "CONTRADICTS",
    "« {typed} » contredit « {before} », donné plus haut pour le même foyer. Gardez une seule valeur.",
)
PERSON_TWICE = Reason(
    "PERSON_TWICE",
    "{name}, {year}, est déjà à la ligne {before}. Supprimez une des deux lignes ou, si ce sont deux personnes"
    " différentes, écrivez oui dans la colonne « homonyme ».",
)
PERSON_ALREADY_KNOWN = Reason(
    "PERSON_ALREADY_KNOWN",
    "{name}, {year}, est déjà dans le foyer {number}. Supprimez la ligne ou, si c'est une autre personne,"
    " écrivez oui dans la colonne « homonyme ».",
)
DAY_UNLIKELY = Reason(
    "DAY_UNLIKELY", "la date « {typed} » est à venir, ou trop ancienne. Vérifiez-la."
)
COLUMN_TWICE = Reason(
    "COLUMN_TWICE", "Deux colonnes du fichier disent la même chose : « {column} ». Gardez-en une."
)
