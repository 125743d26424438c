"""A refusal is a value that is false and says its sentence."""

from ecot.values.refusal import Reason, RefusalError, Refused, refuse

SHUT = Reason("SHUT", "Le commerce {shop} est fermé.")


def test_a_refusal_is_false_and_says_its_sentence():
    refused = Refused(SHUT, {"shop": "La Halle"})
    assert not refused
    assert refused.code == "SHUT"
    assert refused.sentence == "Le commerce La Halle est fermé."


def test_what_a_person_typed_is_never_read_as_a_hole():
    assert Refused(SHUT, {"shop": "{shop}"}).sentence == "Le commerce {shop} est fermé."


def test_a_refusal_comes_out_of_a_transaction_by_an_exception():
    error = refuse(SHUT, shop="La Halle")
    assert isinstance(error, RefusalError)
    assert error.refused == Refused(SHUT, {"shop": "La Halle"})
    assert str(error) == "SHUT"
