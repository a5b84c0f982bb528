"""The case form: writing a case, checked in place, saved only as a whole."""

from casearchive.ui.form.case_form import CaseForm

__all__ = ["CaseForm"]
