"""A stranger's package: one flipped bit anywhere is refused, and so is whatever was made up."""

import io
import json
import stat
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casearchive.errors import CaseArchiveError
from casearchive.exchange.packages.form import (
    Ancestry,
    Manifest,
    PackageIsDamaged,
    PackageIsFromNewerVersion,
    PackageIsNotReadable,
)
from casearchive.exchange.packages.reading import unpack_files, unpack_texts
from casearchive.exchange.packages.signing import new_private_key, public_key_of
from casearchive.exchange.packages.writing import PackageWriter
from casearchive.storage.attachments import hash_file

CASE = {
    "id": "00000000-0000-4000-8000-000000000001",
    "code": "X-1",
    "kind": "典型",
    "title": "一个案例",
    "role": "示范",
    "scope": "村",
}
KEY = new_private_key()


@cache
def package() -> bytes:
    """Return a small signed package with a part of every kind."""
    with TemporaryDirectory() as folder:
        photo = Path(folder) / "photo"
        photo.write_bytes(bytes(range(256)) * 4)
        sha256 = hash_file(photo)
        file = io.BytesIO()
        writer = PackageWriter(file, Manifest())
        writer.add_ancestry({CASE["id"]: Ancestry(frozenset({"0" * 64}))})
        writer.add_content("cases", [CASE])
        assert writer.add_file(sha256, photo)
        assert not writer.add_file("0" * 64, photo)
        writer.finish("甲县党校", KEY)
        return file.getvalue()


def read(data: bytes) -> object:
    """Unpack a package from bytes in a folder that goes again."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "包.casepack"
        path.write_bytes(data)
        (Path(folder) / "out").mkdir()
        return unpack_texts(path, Path(folder) / "out")


def test_a_whole_package_is_read(tmp_path: Path) -> None:
    unpacked = read(package())
    assert unpacked.manifest.counts == {"cases": 1}  # type: ignore[attr-defined]
    assert unpacked.signer.name == "甲县党校"  # type: ignore[attr-defined]
    assert unpacked.signer.public_key == public_key_of(KEY)  # type: ignore[attr-defined]
    path = tmp_path / "x.casepack"
    path.write_bytes(package())
    (sha256,) = [part.sha256 for part in unpacked.manifest.parts if "files/" in part.name]  # type: ignore[attr-defined]
    assert unpack_files(path, frozenset({sha256}), tmp_path) == [sha256]
    assert hash_file(tmp_path / sha256) == sha256


def owner(place: int) -> str:
    """Return the name of the part whose bytes lie at this place, empty for what lies between."""
    with zipfile.ZipFile(io.BytesIO(package())) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30 + len(info.filename.encode())
            if start <= place < start + info.compress_size:
                return info.filename
    return ""


@given(st.integers(0, len(package()) - 1), st.integers(0, 7))
@example(0, 0)
@example(len(package()) - 1, 7)
def test_one_flipped_bit_is_refused_and_the_part_is_named(place: int, bit: int) -> None:
    data = bytearray(package())
    data[place] ^= 1 << bit
    with pytest.raises((PackageIsDamaged, PackageIsNotReadable)) as caught:
        read(bytes(data))
    name = owner(place)
    if name:  # padding behind deflated data says nothing, and counts as the zip's own
        assert name in caught.value.message or "目录" in caught.value.message
    if name.startswith("files/") or name in ("manifest.json", "signature.json"):
        assert name in caught.value.message


@given(st.integers(0, len(package()) - 1))
def test_a_package_that_was_cut_off_is_refused(length: int) -> None:
    with pytest.raises((PackageIsDamaged, PackageIsNotReadable)):
        read(package()[:length])


@given(st.binary(max_size=300))
def test_anything_else_is_refused(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", package()[:60]):
        with pytest.raises(CaseArchiveError):
            read(start + data)


def rewritten(**changes: bytes | None) -> bytes:
    """Return the package with parts replaced, added or taken out, as another program zips."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package())) as old, zipfile.ZipFile(file, "w") as new:
        names = {info.filename: old.read(info) for info in old.infolist()} | changes
        for name, data in names.items():
            if data is not None:
                new.writestr(name, data)
    return file.getvalue()


def manifest(**changes: object) -> bytes:
    """Return the manifest with values changed."""
    with zipfile.ZipFile(io.BytesIO(package())) as archive:
        document = json.loads(archive.read("manifest.json"))
    return json.dumps(document | changes).encode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"manifest.json": manifest(version=2, program="casearchive 9.0")}, "casearchive 9.0"),
        ({"manifest.json": manifest(format="zip")}, "不是交换包"),
        ({"manifest.json": manifest(parts=[["../x", 1, "0" * 64]])}, "不合格式"),
        ({"manifest.json": manifest(parts=[["content/cases-0001.json", 1 << 40, "0" * 64]])}, "不"),
        ({"manifest.json": manifest(omitted=["everything"])}, "不合格式"),
        ({"manifest.json": b"[" * 100_000}, "不合格式"),
        ({"manifest.json": None}, "没有 manifest.json"),
        ({"../../out.txt": b"x"}, "目录"),
        ({"content/cases-0001.json": None}, "content/cases-0001.json"),
        ({"content/cases-0001.json": b"{}"}, "content/cases-0001.json"),
    ],
)
def test_what_was_made_up_is_refused(changes: dict[str, bytes | None], said: str) -> None:
    with pytest.raises(CaseArchiveError) as caught:
        read(rewritten(**changes))
    assert said in caught.value.message


def test_a_newer_form_is_told_what_to_do_about() -> None:
    with pytest.raises(PackageIsFromNewerVersion, match="升级"):
        read(rewritten(**{"manifest.json": manifest(version=9)}))


def test_a_link_is_no_part() -> None:
    file = io.BytesIO(package())
    with zipfile.ZipFile(file, "a") as archive:
        info = zipfile.ZipInfo("signature.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(info, "/etc/passwd")
    with pytest.raises(PackageIsDamaged):
        read(file.getvalue())


def test_a_bomb_is_stopped_at_the_size_it_admits() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content/cases-0001.json", b" " * (30 << 20))
        parts = [["content/cases-0001.json", 10, "0" * 64]]
        archive.writestr("manifest.json", manifest(parts=parts))
    with pytest.raises(PackageIsDamaged, match=r"cases-0001"):
        read(file.getvalue())


def test_the_same_content_gives_the_same_bytes() -> None:
    one = package()
    package.cache_clear()
    assert package() == one
