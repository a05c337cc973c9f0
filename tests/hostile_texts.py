"""Names and notes of units that some program would run, follow or draw, for every format.

Thirty look like formulas, forty-eight like markup; beside them stand those of
:mod:`tests.hostile.texts`, which cells of worksheets are tried with.
"""

from __future__ import annotations

from tests.hostile import texts

FORMULA_LIKE = (
    *texts.FORMULAS,
    *("=SUM(A1:A9)", "=IMPORTXML(A1;A2)", "{=1+1}", '=CALL("kernel32")', "+HYPERLINK(A1)"),
)
MARKUP_LIKE = (
    *texts.MARKUP,
    *("https://jahat.example/a", "http://127.0.0.1:9/b", "mailto:a@jahat.example", "ftp://x/y"),
    *("internal:Sheet1!A1", "external:c:\\a.xlsx", "file:///etc/passwd", "\\\\server\\bagi"),
    *('<a href="https://jahat.example">x</a>', "<c><f>1+1</f></c>", "_x000D_", "_x003D_1+1"),
    *("<?xml version='1.0'?>", "<!DOCTYPE x>", "&#61;1+1", "<is><t>x</t></is>"),
)

TEXTS = (*FORMULA_LIKE, *MARKUP_LIKE)
