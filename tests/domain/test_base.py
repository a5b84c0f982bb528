"""Mapped classes while their modules are still being imported elsewhere."""

import subprocess
import sys

# One thread imports the packs and stops between two classes; another asks for cases meanwhile.
RACE = """
import importlib.machinery, sys, threading
from sqlalchemy import select

reached, go_on = threading.Event(), threading.Event()
exec_whole = importlib.machinery.SourceFileLoader.exec_module

def exec_in_halves(loader, module):
    if module.__name__ != "casearchive.domain.pack":
        return exec_whole(loader, module)
    source = loader.get_data(loader.path).decode()
    head, tail = source.split("class PackItem(", 1)
    exec(compile(head, loader.path, "exec"), module.__dict__)
    reached.set()
    go_on.wait(20)
    exec(compile("class PackItem(" + tail, loader.path, "exec"), module.__dict__)

importlib.machinery.SourceFileLoader.exec_module = exec_in_halves
from casearchive.domain.case import Case

def import_packs():
    import casearchive.domain.pack

thread = threading.Thread(target=import_packs)
thread.start()
assert reached.wait(20)
str(select(Case).order_by(Case.code))
go_on.set()
thread.join()
from casearchive.domain.pack import BriefingPack, PackItem
str(select(BriefingPack).join(BriefingPack.items))
assert BriefingPack(items=[PackItem(kind="text")]).items
"""


def test_a_query_in_one_thread_does_not_spoil_what_another_is_importing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", RACE], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
