"""The file of transfers that a bank takes: pain.001.001.09, validated, the same bytes each time it is drawn.

Pure: remittance lines in, bytes out. No postal address is written: unstructured ones are refused
from November 2026. Called by `operations/reimbursements`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sepaxml import SepaTransfer
from sepaxml.validation import ValidationError, try_valid_xml
from text_unidecode import unidecode

from ecot.values.clock import HERE
from ecot.values.refusal import Reason, Refused

SCHEMA: Final = "pain.001.001.09"
NAMESPACE: Final = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"
MESSAGE_ID_LENGTH: Final = 35
END_TO_END_LENGTH: Final = 35
NAME_LENGTH: Final = 70
DESCRIPTION_LENGTH: Final = 140

NO_TRANSFER: Final = Reason(
    "NO_TRANSFER",
    "Il n’y a aucun virement à mettre dans le fichier. Préparez d’abord un remboursement.",
)
FILE_NOT_VALID: Final = Reason(
    "FILE_NOT_VALID",
    "Le fichier de virements ne serait pas accepté par la banque. Vérifiez les noms et les IBAN"
    " des commerces, puis recommencez.",
)

_ALLOWED = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer of the file; `end_to_end` names it in the statement of both."""

    name: str
    iban: str
    bic: str
    amount_cents: int
    description: str
    end_to_end: str


@dataclass(frozen=True, slots=True)
class TransferFile:
    """What a file of transfers says: who pays, when, under which message number."""

    message_id: str
    made_at: datetime
    execution_on: date
    payer_name: str
    payer_iban: str
    transfers: tuple[Transfer, ...]


def transfer_file(wanted: TransferFile) -> bytes | Refused:
    """The bytes of the file, in UTF-8, valid against its schema.

    Refused: no transfer, an amount that is not positive, what the schema does not accept.
    """
    if not wanted.transfers or any(line.amount_cents <= 0 for line in wanted.transfers):
        return Refused(NO_TRANSFER)
    sepa = SepaTransfer(_payer(wanted), schema=SCHEMA, clean=True)
    for line in wanted.transfers:
        sepa.add_payment(_payment(line, wanted.execution_on))
    text = _steadied(sepa.export(validate=False), wanted)
    try:
        try_valid_xml(text, SCHEMA)
    except ValidationError:
        return Refused(FILE_NOT_VALID)
    return text


def plain(text: str, length: int) -> str:
    """A text in the letters that every bank reads, cut to its length; never empty.

    No double slash, none at either end: banks take them for codes.
    """
    letters = re.sub("/+", "/", _ALLOWED.sub(" ", unidecode(text)))
    return " ".join(letters.split())[:length].strip(" /") or "-"


def _payer(wanted: TransferFile) -> dict[str, object]:
    return {
        "name": plain(wanted.payer_name, NAME_LENGTH),
        "IBAN": wanted.payer_iban,
        "batch": True,
        "currency": "EUR",
    }


def _payment(line: Transfer, execution_on: date) -> dict[str, object]:
    payment: dict[str, object] = {
        "name": plain(line.name, NAME_LENGTH),
        "IBAN": line.iban,
        "amount": line.amount_cents,
        "execution_date": execution_on,
        "description": plain(line.description, DESCRIPTION_LENGTH),
        "endtoend_id": plain(line.end_to_end, END_TO_END_LENGTH),
    }
    return payment | ({"BIC": line.bic} if line.bic else {})


def _steadied(text: bytes, wanted: TransferFile) -> bytes:
    """The library draws its numbers by chance and reads the clock: ours stand instead."""
    ET.register_namespace("", NAMESPACE)
    root = ET.fromstring(text)  # noqa: S314  written just above by ourselves
    message_id = plain(wanted.message_id, MESSAGE_ID_LENGTH)
    made_at = wanted.made_at.astimezone(HERE).strftime("%Y-%m-%dT%H:%M:%S")
    _set(root, "GrpHdr/MsgId", message_id)
    _set(root, "GrpHdr/CreDtTm", made_at)
    _set(root, "PmtInf/PmtInfId", message_id)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _set(root: ET.Element, path: str, text: str) -> None:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in ("CstmrCdtTrfInitn", *path.split("/")))
    for element in root.iterfind(steps):
        element.text = text


def amounts_in(text: bytes) -> Sequence[int]:
    """The amounts of a file, in cents, in its order: what a second reader checks before sending it."""
    root = ET.fromstring(text)  # noqa: S314  a file that we drew
    found = root.iter(f"{{{NAMESPACE}}}InstdAmt")
    return [int((element.text or "0").replace(".", "")) for element in found]
