"""Writing the file of a process back."""

from __future__ import annotations

import re

from okienko.language.processes._model import Process

_ENCODING = re.compile(r"""\A(<\?xml\b[^>]*?\bencoding\s*=\s*)("[^"]*"|'[^']*')""")


def write(process: Process) -> bytes:
    """The whole file that the process was read from, letter by letter, in UTF-8: other processes, lanes,
    data, notes, the diagram, what vendors added. What was changed in the values since is not in it."""
    if not process.xml:
        raise ValueError("only a process that was read from a file has one to write")
    return _ENCODING.sub(r'\1"UTF-8"', process.xml, count=1).encode()
