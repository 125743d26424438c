"""Signed notes and the heads that they carry, as C2SP writes them (signed-note, tlog-checkpoint), Ed25519. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = b"\x01"
KEY_BYTES: Final = 33
ROOT_BYTES: Final = 32
HEAD_LINES: Final = 3
_MARK: Final = "— "


class NoteError(ValueError):
    """A text that is no key, no signed note or no head of ours; its message says why, in French."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key under a name; its text is `name+id+key`."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature says which key made it."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The key as it is printed and handed out."""
        return f"{self.name}+{self.key_id.hex()}+{_to_text(ED25519 + self.public)}"


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key under a name; `text` is for its own file only."""

    name: str
    secret: bytes

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        public = Ed25519PrivateKey.from_private_bytes(self.secret).public_key()
        return Verifier(self.name, public.public_bytes_raw())

    @property
    def text(self) -> str:
        """The key as its file keeps it."""
        key_id = self.verifier.key_id.hex()
        return f"PRIVATE+KEY+{self.name}+{key_id}+{_to_text(ED25519 + self.secret)}"


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says: whose log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The body of the note."""
        return f"{self.origin}\n{self.size}\n{_to_text(self.root)}\n"


def read_verifier(text: str) -> Verifier:
    """A public key from its text. Raises `NoteError`."""
    name, _, rest = text.strip().partition("+")
    key_id, _, key = rest.partition("+")
    verifier = Verifier(name, _ed25519(key))
    if not name or verifier.key_id.hex() != key_id:
        raise NoteError("ce n’est pas une clé publique : son numéro ne correspond pas")
    return verifier


def read_signer(text: str) -> Signer:
    """A private key from its text. Raises `NoteError`."""
    prefix, _, rest = text.strip().partition("PRIVATE+KEY+")
    name, _, rest = rest.partition("+")
    key_id, _, key = rest.partition("+")
    signer = Signer(name, _ed25519(key))
    if prefix or not name or signer.verifier.key_id.hex() != key_id:
        raise NoteError("ce n’est pas une clé de signature : son numéro ne correspond pas")
    return signer


def sign(text: str, signer: Signer) -> str:
    """A note: the text, a blank line, one signature line."""
    assert text.endswith("\n"), "a note is made of whole lines"
    signature = Ed25519PrivateKey.from_private_bytes(signer.secret).sign(text.encode())
    line = _to_text(signer.verifier.key_id + signature)
    return f"{text}\n{_MARK}{signer.name} {line}\n"


def verified(note: str, verifier: Verifier) -> str:
    """The text of a note that this key has signed. Raises `NoteError` when it has not."""
    text, signatures = _parts(note)
    for line in signatures:
        name, _, value = line.removeprefix(_MARK).partition(" ")
        signature = _from_text(value)
        if name == verifier.name and signature[:4] == verifier.key_id:
            try:
                Ed25519PublicKey.from_public_bytes(verifier.public).verify(
                    signature[4:], text.encode()
                )
            except InvalidSignature as wrong:
                raise NoteError("la signature ne vaut pas pour ce texte") from wrong
            return text
    raise NoteError(f"aucune signature de {verifier.name} sous ce texte")


def head_of(note: str) -> Head:
    """The head that a note carries, whoever signed it. Raises `NoteError`."""
    lines = _parts(note)[0].splitlines()
    if len(lines) < HEAD_LINES or not lines[0]:
        raise NoteError("ce n’est pas une tête : il faut un nom, une taille, une empreinte")
    size, root = lines[1], _from_text(lines[2])
    if not (size.isascii() and size.isdigit()) or size != str(int(size)) or len(root) != ROOT_BYTES:
        raise NoteError("la taille ou l’empreinte de cette tête ne se lit pas")
    return Head(lines[0], int(size), root)


def _parts(note: str) -> tuple[str, list[str]]:
    text, blank, signatures = note.rpartition("\n\n")
    lines = signatures.splitlines()
    if not blank or not lines or any(not line.startswith(_MARK) for line in lines):
        raise NoteError("ce n’est pas une note signée")
    return text + "\n", lines


def _ed25519(text: str) -> bytes:
    key = _from_text(text)
    if len(key) != KEY_BYTES or key[:1] != ED25519:
        raise NoteError("cette clé n’est pas une clé Ed25519")
    return key[1:]


def _to_text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _from_text(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as unreadable:
        raise NoteError("une empreinte, une clé ou une signature ne se lit pas") from unreadable
