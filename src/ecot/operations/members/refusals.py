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
PERSON_UNKNOWN = Reason(
    "PERSON_UNKNOWN",
    "Cette personne n'est pas dans ce foyer. Rouvrez la fiche du foyer et recommencez.",
)
PERSON_ALREADY_MOVED = Reason(
    "PERSON_ALREADY_MOVED",
    "Un changement est déjà prévu pour {name} à partir de {month}. Un seul changement par personne et par"
    " mois : attendez ce mois-là, ou annulez d'abord le changement prévu.",
)
EMAIL_INVALID = Reason(
    "EMAIL_INVALID",
    "L'adresse « {email} » n'est pas une adresse de courriel. Corrigez-la ou laissez vide.",
)
PHONE_INVALID = Reason(
    "PHONE_INVALID", "« {phone} » n'est pas un numéro de téléphone. Corrigez-le ou laissez vide."
)
BAND_UNKNOWN = Reason(
    "BAND_UNKNOWN",
    "La tranche « {band} » n'existe pas. Choisissez-en une dans la liste, ou laissez vide.",
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
