"""`python -m onrecord.cli` is `onrecord`."""

from onrecord.cli import app

app()
