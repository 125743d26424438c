"""The file of transfers: valid against its schema, the same bytes each time, letters that banks read."""

from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sepaxml.validation import try_valid_xml

from ecot.formats.sepa import (
    NAMESPACE,
    SCHEMA,
    Transfer,
    TransferFile,
    amounts_in,
    plain,
    transfer_file,
)
from tests.builders.answers import done

FOURNIL = Transfer(
    name="Le Fournil d’Élodie & Fils // SARL/",
    iban="FR7630006000011234567890189",
    bic="",
    amount_cents=297_00,
    description="Caisse commune ECOT-R000012 C012-5",
    end_to_end="ECOT-R000012-C012-5",
)
FILE = TransferFile(
    message_id="ECOT-R000012",
    made_at=datetime(2026, 4, 1, 13, 0, tzinfo=UTC),
    execution_on=date(2026, 4, 2),
    payer_name="Caisse alimentaire commune",
    payer_iban="FR1420041010050500013M02606",
    transfers=(FOURNIL, replace(FOURNIL, bic="AGRIFRPP", amount_cents=1, end_to_end="X")),
)


def texts(file, name):
    return [found.text for found in ET.fromstring(file).iter(f"{{{NAMESPACE}}}{name}")]


def test_what_the_bank_reads():
    file = done(transfer_file(FILE))
    try_valid_xml(file, SCHEMA)
    assert texts(file, "InstdAmt") == ["297.00", "0.01"]
    assert texts(file, "CtrlSum") == ["297.01", "297.01"]
    assert texts(file, "NbOfTxs") == ["2", "2"]
    assert texts(file, "MsgId") == texts(file, "PmtInfId") == ["ECOT-R000012"]
    assert texts(file, "CreDtTm") == ["2026-04-01T15:00:00"]
    assert texts(file, "EndToEndId") == ["ECOT-R000012-C012-5", "X"]
    assert texts(file, "Nm")[2] == "Le Fournil d'Elodie Fils / SARL"
    assert texts(file, "BICFI") == ["AGRIFRPP"]
    assert amounts_in(file) == [297_00, 1]


def test_no_postal_address_is_written():
    assert b"PstlAdr" not in done(transfer_file(FILE))


def test_the_same_bytes_each_time():
    assert transfer_file(FILE) == transfer_file(FILE)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (replace(FILE, transfers=()), "NO_TRANSFER"),
        (replace(FILE, transfers=(replace(FOURNIL, amount_cents=0),)), "NO_TRANSFER"),
        (replace(FILE, transfers=(replace(FOURNIL, amount_cents=-1),)), "NO_TRANSFER"),
        (replace(FILE, transfers=(replace(FOURNIL, iban="not an iban"),)), "FILE_NOT_VALID"),
        (replace(FILE, payer_iban=""), "FILE_NOT_VALID"),
    ],
)
def test_refused(wanted, code):
    assert transfer_file(wanted).code == code


@settings(max_examples=10)
@given(
    names=st.lists(st.text(max_size=90), min_size=1, max_size=4),
    cents=st.integers(1, 99_999_999_99),
)
def test_any_name_in_any_script_gives_a_valid_file(names, cents):
    transfers = tuple(replace(FOURNIL, name=name, amount_cents=cents) for name in names)
    file = done(transfer_file(replace(FILE, payer_name=names[0], transfers=transfers)))
    assert amounts_in(file) == [cents] * len(names)


@given(st.text(), st.integers(1, 140))
def test_plain_text_is_never_empty_nor_too_long(text, length):
    found = plain(text, length)
    assert 1 <= len(found) <= max(1, length)
    assert found.isascii()
