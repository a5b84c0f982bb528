"""The exchange package ``.casepack``: written, looked at, signed."""
