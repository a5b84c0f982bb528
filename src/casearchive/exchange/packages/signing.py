"""Ed25519 signatures over a package's manifest. Keys come in and go out as text."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PURPOSE = b"casepack manifest 1\n"  # so that no signature of ours is good for anything else
_ALGORITHM = "Ed25519"


@dataclass(frozen=True, slots=True)
class Signer:
    """Whoever signed: the name they give themselves, and their public key."""

    name: str
    public_key: str


class SignatureIsBroken(ValueError):
    """There is a signature, and it is not one over this manifest."""


def new_private_key() -> str:
    """Return a new private key, in base 64."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def public_key_of(private_key: str) -> str:
    """Return the public key that belongs to a private one. Raises ValueError."""
    return _text(_private(private_key).public_key().public_bytes_raw())


def read_public_key(text: str) -> str:
    """Return a public key as it is kept. Raises ValueError where `text` is none."""
    raw = base64.b64decode(text.strip(), validate=True)
    return _text(Ed25519PublicKey.from_public_bytes(raw).public_bytes_raw())


def short_form(public_key: str) -> str:
    """Return what two people compare over the telephone: four groups of four digits."""
    digits = hashlib.sha256(base64.b64decode(public_key)).hexdigest()[:16].upper()
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def sign(manifest: bytes, name: str, private_key: str) -> bytes:
    """Return ``signature.json`` for a manifest, in the name of a centre. Raises ValueError."""
    key = _private(private_key)
    document = {
        "algorithm": _ALGORITHM,
        "name": name,
        "public_key": _text(key.public_key().public_bytes_raw()),
        "signature": _text(key.sign(_signed(manifest, name))),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def signer_of(manifest: bytes, signature: bytes) -> Signer:
    """Return who signed this manifest. Raises SignatureIsBroken."""
    try:
        document = json.loads(signature)
        name, public_key = str(document["name"]), str(document["public_key"])
        if document["algorithm"] != _ALGORITHM:
            raise SignatureIsBroken(document["algorithm"])
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(document["signature"], validate=True), _signed(manifest, name))
    except (InvalidSignature, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SignatureIsBroken(str(error)) from error
    return Signer(" ".join(name.split())[:60], read_public_key(public_key))


def _signed(manifest: bytes, name: str) -> bytes:
    return _PURPOSE + hashlib.sha256(name.encode()).digest() + manifest


def _private(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text.strip(), validate=True))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
