"""A PDF that opens only with its password: AES with 256 bits (ISO 32000-2, revision 6)."""

import io

import pikepdf

from casearchive.printing.finishing.limits import check_password


def lock_pdf(data: bytes, password: str) -> bytes:
    """Return the PDF encrypted with `password`; who opens it may print and copy.

    The bytes differ each time: the key is drawn by lot. Raises PasswordDoesNotServe.
    """
    check_password(password)
    with pikepdf.open(io.BytesIO(data)) as source:
        saved = io.BytesIO()
        source.save(saved, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
        return saved.getvalue()
