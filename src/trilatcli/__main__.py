"""Where the program starts: ``trilat`` and ``python -m trilatcli``.

A look-up is over before there is garbage worth collecting, and taking the interpreter down would cost as much as the look-up:
the one is switched off before anything is imported, the other is left out once everything is written.
"""

from __future__ import annotations

import gc
import os
import sys


def run() -> None:
    """Run the program and leave."""
    gc.disable()
    from trilatcli.cli.app import main

    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
