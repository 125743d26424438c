"""Why an outside file may be refused: stable codes with their French sentences."""

from __future__ import annotations

from ecot.values.refusal import Reason

FILE_EMPTY = Reason("FILE_EMPTY", "Le fichier est vide. Choisissez celui qui contient le tableau.")
FILE_TOO_HEAVY = Reason(
    "FILE_TOO_HEAVY",
    "Le fichier pèse plus de {limit} Mo. Gardez seulement le tableau, ou coupez-le en deux.",
)
TOO_MANY_ROWS = Reason(
    "TOO_MANY_ROWS",
    "Le fichier compte plus de {limit} lignes : rien n'a été lu. Coupez-le en plusieurs fichiers.",
)
TOO_MANY_COLUMNS = Reason(
    "TOO_MANY_COLUMNS",
    "Le tableau compte plus de {limit} colonnes. Gardez celles du modèle et enlevez les autres.",
)
CELL_TOO_LONG = Reason(
    "CELL_TOO_LONG", "Ligne {line} : une cellule dépasse {limit} caractères. Raccourcissez-la."
)
ROW_TOO_LONG = Reason(
    "ROW_TOO_LONG",
    "Ligne {line} : il y a plus de cellules que les {headers} colonnes annoncées en tête."
    " Un séparateur est peut-être resté dans un texte : mettez ce texte entre guillemets.",
)
HEADER_EMPTY = Reason(
    "HEADER_EMPTY", "La colonne {column} n'a pas de titre. Donnez-lui un titre, ou supprimez-la."
)
HEADER_TWICE = Reason("HEADER_TWICE", "La colonne « {header} » est là deux fois. Gardez-en une.")
CSV_BROKEN = Reason(
    "CSV_BROKEN",
    "Le fichier n'est plus lisible à la ligne {line} : un guillemet n'est sans doute pas refermé. Corrigez-la.",
)
NOT_PLAIN_TEXT = Reason(
    "NOT_PLAIN_TEXT",
    "Ce fichier n'est pas un texte simple (il est peut-être en UTF-16)."
    " Enregistrez-le au format « CSV UTF-8 », ou envoyez le classeur XLSX ou ODS.",
)
ENCODING_MIXED = Reason(
    "ENCODING_MIXED",
    "Ligne {line} : les accents ne sont pas codés comme ailleurs dans le fichier."
    " Deux fichiers ont sans doute été mis bout à bout : enregistrez le tout au format « CSV UTF-8 ».",
)
ENCODING_UNKNOWN = Reason(
    "ENCODING_UNKNOWN",
    "Ligne {line} : nous ne reconnaissons pas le codage des accents. Enregistrez le fichier au format « CSV UTF-8 ».",
)
OLD_EXCEL = Reason(
    "OLD_EXCEL",
    "C'est un ancien fichier Excel (.xls). Enregistrez-le au format XLSX, ODS ou CSV, puis renvoyez-le.",
)
WORKBOOK_BROKEN = Reason(
    "WORKBOOK_BROKEN",
    "Ce classeur est abîmé et ne s'ouvre pas. Ouvrez-le dans votre tableur et enregistrez-le de nouveau.",
)
WORKBOOK_LOCKED = Reason(
    "WORKBOOK_LOCKED",
    "Ce classeur est protégé par un mot de passe. Enregistrez-le sans, puis renvoyez-le.",
)
NOT_A_TABLE = Reason(
    "NOT_A_TABLE", "Ce fichier n'est pas un tableau. Envoyez un fichier CSV, XLSX ou ODS."
)
ARCHIVE_SWOLLEN = Reason(
    "ARCHIVE_SWOLLEN",
    "Une fois ouvert, ce classeur dépasserait {limit} Mo : il n'a pas été ouvert."
    " Copiez le tableau dans un classeur neuf.",
)
