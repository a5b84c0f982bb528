"""Write the tables in resources/repair, by which mangled web texts are mended.

Run it where these are installed (the program needs none of them):

    pip install opencc marisa-trie pypinyin jieba
    python packaging/make_repair_tables.py

* ``simplify.json``: Traditional to Simplified as OpenCC's ``tw2s`` writes it (Apache-2.0,
  https://github.com/BYVoid/OpenCC): characters one to one, and the phrases that decide otherwise.
* ``readings.json``: every character that GBK holds by its readings with tones, from pypinyin
  (MIT, https://github.com/mozillazg/python-pinyin).
* ``words.txt``: usual words of two characters, by which a lost character is guessed, from jieba's
  dictionary (MIT, https://github.com/fxsjy/jieba).
"""

import importlib
import json
import tempfile
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

FOLDER = Path(__file__).parents[1] / "resources" / "repair"
CHARACTERS = ("TWVariantsRev", "TSCharacters", "TSCharactersExt")
PHRASES = ("TSPhrases", "TWVariantsRevPhrases")
TRIE_BEGINS = b"We love Marisa."
USUAL = 20  # how often a word is met in the dictionary's corpus, from which on it is usual


def main() -> None:
    """Make the three tables and write them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _write("simplify.json", _simplify())
    _write("readings.json", _readings())
    (FOLDER / "words.txt").write_text(_words(), encoding="utf-8")


def _write(name: str, content: dict[str, object]) -> None:
    about = {"about": "Written by packaging/make_repair_tables.py; do not edit."}
    text = json.dumps(about | content, ensure_ascii=False, indent=1)
    (FOLDER / name).write_text(text + "\n", encoding="utf-8")


def _simplify() -> dict[str, object]:
    opencc = importlib.import_module("opencc")
    folder = Path(str(opencc.__file__)).parent / "clib" / "share" / "opencc"
    convert = opencc.OpenCC("tw2s").convert
    single = {key: convert(key) for name in CHARACTERS for key in _keys(folder, name)}
    single = {key: value for key, value in sorted(single.items()) if key != value}
    phrases = {key: convert(key) for name in PHRASES for key in _keys(folder, name)}
    if any(len(key) != len(value) for key, value in (single | phrases).items()):
        raise ValueError("a conversion changes the length; repair counts on one to one")
    return {
        "sources": f"OpenCC {opencc.__version__} (Apache-2.0) tw2s",
        "from": "".join(single),
        "to": "".join(single.values()),
        "phrases": {key: phrases[key] for key in sorted(phrases)},
    }


def _keys(folder: Path, name: str) -> list[str]:
    """Return the keys of one of OpenCC's dictionaries, which are MARISA tries with a head."""
    marisa_trie = importlib.import_module("marisa_trie")
    content = (folder / f"{name}.ocd2").read_bytes()
    with tempfile.TemporaryDirectory() as scratch:
        trie_file = Path(scratch) / name
        trie_file.write_bytes(content[content.index(TRIE_BEGINS) :])
        trie = marisa_trie.Trie()
        trie.load(str(trie_file))
        keys: list[str] = trie.keys()
        return keys


def _readings() -> dict[str, object]:
    table: dict[str, list[str]] = defaultdict(list)
    for code, listed in sorted(pinyin_dict.items()):
        if _in(chr(code), "gbk"):
            for reading in dict.fromkeys(listed.split(",")):
                table[reading].append(chr(code))
    characters = {reading: "".join(table[reading]) for reading in sorted(table)}
    return {"sources": f"pypinyin {version('pypinyin')} (MIT)", "characters": characters}


def _words() -> str:
    """Return the words by their first character: the character, then those that follow it."""
    dictionary = Path(str(importlib.import_module("jieba").__file__)).with_name("dict.txt")
    following: dict[str, list[str]] = defaultdict(list)
    for line in sorted(dictionary.read_text(encoding="utf-8").splitlines()):
        word, count, *_kind = line.split(" ")
        if len(word) == 2 and int(count) >= USUAL and _in(word, "gb2312"):
            following[word[0]].append(word[1])
    head = f"# Words of two characters: jieba {version('jieba')} (MIT); do not edit.\n"
    return head + "".join(f"{first}{''.join(rest)}\n" for first, rest in following.items())


def _in(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    main()
