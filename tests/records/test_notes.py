"""The published signed note (Go's sumdb/note, C2SP signed-note), and every way of spoiling one."""

import pytest

from ecot.records.sealing.notes import (
    Head,
    NoteError,
    Signer,
    head_of,
    read_signer,
    read_verifier,
    sign,
    verified,
)

PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6K"
    "E6RyyBwJnAM="
)
NOTE = f"{TEXT}\n{SIGNATURE}\n"
HEAD = Head("caisse.example/livre", 8, bytes(range(32)))


def test_the_published_note_is_verified_and_made_again():
    assert verified(NOTE, read_verifier(PUBLIC)) == TEXT
    assert sign(TEXT, read_signer(PRIVATE)) == NOTE


def test_keys_are_written_as_they_are_read():
    assert read_verifier(PUBLIC).text == PUBLIC
    assert read_signer(PRIVATE).text == PRIVATE
    assert read_signer(PRIVATE).verifier == read_verifier(PUBLIC)


def test_a_second_signature_does_not_disturb():
    other = sign(TEXT, Signer("other", bytes(32))).rpartition("\n\n")[2]
    assert verified(NOTE + other, read_verifier(PUBLIC)) == TEXT


@pytest.mark.parametrize(
    "note",
    [
        NOTE.replace("answer", "Answer"),
        NOTE.replace("x08go/Z", "x08go/Y"),
        NOTE.replace("PeterNeumann", "PeterNewmann"),
        TEXT,
        f"{TEXT}\nno signature\n",
        f"{TEXT}\n— PeterNeumann ***\n",
        "",
    ],
)
def test_a_spoilt_note_is_refused(note):
    with pytest.raises(NoteError):
        verified(note, read_verifier(PUBLIC))


@pytest.mark.parametrize("text", ["", "x", PUBLIC.replace("c74f", "c74e"), PUBLIC[:-4], PRIVATE])
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(NoteError):
        read_verifier(text)


@pytest.mark.parametrize("text", ["", PUBLIC, PRIVATE.replace("c74f", "c74e")])
def test_what_is_no_private_key_is_refused(text):
    with pytest.raises(NoteError):
        read_signer(text)


def test_a_head_is_read_as_it_was_written():
    assert head_of(sign(HEAD.text, read_signer(PRIVATE))) == HEAD


@pytest.mark.parametrize(
    "text",
    ["one line\n", "o\n08\nAAAA\n", "o\n-1\n" + HEAD.text.splitlines()[2] + "\n", "o\n8\nAAAA\n"],
)
def test_what_is_no_head_is_refused(text):
    with pytest.raises(NoteError):
        head_of(sign(text, read_signer(PRIVATE)))
