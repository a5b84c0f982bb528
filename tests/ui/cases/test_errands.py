"""The queue to the search thread: the most urgent first, nothing that nobody waits for."""

import threading

from casearchive.ui.cases.errands import Errand, Errands, Question, Step


def asked(errands: Errands, *steps: Step) -> int:
    number = errands.renew(Step.PAGE)
    for step in steps:
        errands.put(Errand(step, number, Question("椒")))
    return number


def test_what_is_seen_comes_before_what_is_counted() -> None:
    errands = Errands()
    asked(errands, Step.EXACT, Step.REST, Step.FACETS, Step.HITS, Step.PAGE)
    suggestions = errands.renew(Step.SUGGEST)
    errands.put(Errand(Step.SUGGEST, suggestions))
    taken = [errand.step for _time in range(6) if (errand := errands.take())]
    assert taken == [Step.PAGE, Step.SUGGEST, Step.HITS, Step.FACETS, Step.REST, Step.EXACT]


def test_a_newer_list_makes_every_step_of_the_older_one_old() -> None:
    errands = Errands()
    asked(errands, Step.FACETS, Step.REST, Step.PAGE)
    suggestions = errands.renew(Step.SUGGEST)
    errands.put(Errand(Step.SUGGEST, suggestions))
    newest = asked(errands, Step.PAGE)
    first, second = errands.take(), errands.take()
    assert first is not None
    assert second is not None
    assert (first.step, first.number) == (Step.PAGE, newest)
    assert second.step is Step.SUGGEST  # suggestions are a question of their own


def test_an_old_answer_is_not_wanted() -> None:
    errands = Errands()
    old = Errand(Step.HITS, asked(errands))
    assert errands.is_wanted(old)
    asked(errands)
    assert not errands.is_wanted(old)


def test_closing_wakes_who_waits() -> None:
    errands = Errands()
    taken: list[object] = []
    thread = threading.Thread(target=lambda: taken.append(errands.take()))
    thread.start()
    errands.close()
    thread.join(5)
    assert taken == [None]
    assert errands.closed
