"""Locked PDFs: AES-256, opened by the password alone."""

import io

import pikepdf
import pytest

from casearchive.printing.finishing.limits import PasswordDoesNotServe
from casearchive.printing.finishing.locking import lock_pdf
from casearchive.printing.pdf import render_pdf
from tests.printing import samples


@pytest.mark.parametrize("password", ["乡村振兴", "a", "x" * 127])
def test_only_the_password_opens_it(password: str) -> None:
    locked = lock_pdf(
        render_pdf(samples.paragraphs("密级内容"), fonts=samples.fonts()).data, password
    )
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    with pikepdf.open(io.BytesIO(locked), password=password) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("password", ["", "x" * 128, "密" * 43, "\ud800"])
def test_passwords_no_reader_takes_are_refused(password: str) -> None:
    with pytest.raises(PasswordDoesNotServe):
        lock_pdf(b"", password)
