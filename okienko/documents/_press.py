"""The press: a child process that sets letters and can open neither a file nor a socket.

Typst is native code: a letter that never ends can be stopped only with its process. The limit of open files,
set to those three that the process already holds, takes disk and network from it whatever a letter asks for.
"""

import base64
import json
import resource
import sys
from typing import Any

import typst

STANDARDS: list[Any] = ["a-2a", "ua-1"]
MAIN = "main.typ"
MEMORY = 2 << 30
WARM_UP = b'#set document(title: "x")\n#set text(font: "Source Sans 3", lang: "pl")\n= Raz\nDwa *trzy*'


def serve(fonts_folder: str, root: str) -> None:
    """Answer each line of standard input with one line on standard output, until the input ends."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_folder])
    shop = _Shop(fonts, root)
    shop.compile({"files": {"x.typ": WARM_UP.decode()}, "main": "x.typ", "data": "{}", "at": 0})
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(json.dumps(shop.answer(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()


class _Shop:
    """One compiler, which keeps the fonts; the bundle comes with each letter."""

    def __init__(self, fonts: typst.Fonts, root: str) -> None:
        self._compiler = typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True)

    def answer(self, request: dict[str, Any]) -> dict[str, str]:
        """The PDF, or what Typst had against it."""
        try:
            return {"pdf": base64.b64encode(self.compile(request)).decode()}
        except typst.TypstError as error:
            return {"message": error.message, "diagnostic": error.diagnostic}
        except BaseException as error:
            # A panic of the native code is a BaseException; the parent starts a fresh press after it.
            return {"message": f"{type(error).__name__}: {error}", "diagnostic": "", "spent": "yes"}

    def compile(self, request: dict[str, Any]) -> bytes:
        """The letter as PDF."""
        files = {name: text.encode("utf-8", "surrogateescape") for name, text in request["files"].items()}
        files[MAIN] = f'#include "/{request["main"]}"'.encode()
        sources: Any = files  # a bundle in memory is missing from the stubs
        made = self._compiler.compile(
            sources,
            format="pdf",
            sys_inputs={"dane": request["data"]},
            pdf_standards=STANDARDS,
            timestamp=request["at"],
        )
        if not isinstance(made, bytes):
            raise TypeError("the compiler gave no single file")
        return made


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2])
