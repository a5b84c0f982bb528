"""What a PDF's password may be; needs no library."""

from casearchive.errors import InputIsInvalid
from casearchive.i18n import _

_MOST_BYTES = 127  # of a password in UTF-8: what the standard keeps of one


class PasswordDoesNotServe(InputIsInvalid):
    """The password is empty or longer than any reader would take."""

    def __init__(self) -> None:
        super().__init__(
            _("密码不能为空，最长 {most} 个字节（约 42 个汉字）。请换一个密码。").format(
                most=_MOST_BYTES
            )
        )


def check_password(password: str) -> None:
    """Raise PasswordDoesNotServe where no file can be locked with `password`."""
    try:
        size = len(password.encode())
    except UnicodeEncodeError as error:
        raise PasswordDoesNotServe from error
    if not 0 < size <= _MOST_BYTES:
        raise PasswordDoesNotServe
