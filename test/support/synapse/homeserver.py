"""Synapse that ends with the process that started it, however that one ends: a closed standard input says so."""

import os
import sys
import threading

from synapse.app.homeserver import main


def end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
main()
