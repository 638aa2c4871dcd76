"""``python -m trilatcli``."""

from trilatcli.cli.app import run

run()
