"""Texts that some program would run, follow, draw or misread. Here they are only texts."""

from __future__ import annotations

FORMULAS = (
    *("=1+1", "=cmd|'/c calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\n=1+1", " =1+1"),
    *("＝1+1", "＋1", "－1", "＠SUM(1)", '=HYPERLINK("http://127.0.0.1:9/?"&A1,"klik")'),
    *('=WEBSERVICE("http://127.0.0.1:9/")', '";=1+1', '","=1+1', "'=1+1", "-", "- ada"),
    *("+62 811 000", "=", "%0A-3+3", 'DDE ("cmd";"/C calc";"x")', "|calc", "\u200b=1+1"),
)
MARKUP = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>"),
    *('"><b>x', "[klik](javascript:alert(1))", "![](http://127.0.0.1:9/p.png)", "# Judul"),
    *("**tebal** _miring_", "`kode`", "| a | b |\n|---|---|", "- butir", "> kutip", "---"),
    *("$x^2$", "biaya $5 dan $6", ":red[merah]", ":material/delete:", "&lt;b&gt;", "&amp;nbsp;"),
    *("%{x}", "%{y:.2f}<extra></extra>", "<br>", "{{7*7}}", "${7*7}", "{0.__class__}", "%s%n"),
    *("\\textbf{x}", "<!--", "-->", "<![CDATA[x]]>", "]]>", "&#x3C;script&#x3E;"),
)
UNITS = (
    *("Dinas Pendidikan ", "DINAS  PENDIDIKAN", "Dinas\u00a0Pendidikan", "Dinas\u200bPendidikan"),
    *("\ufeffDinas", "Din\u0430s", "\u202eDinas", "Dinas\nPendidikan", "Dinas\tPendidikan"),
    *("Cafe\u0301", "👩\u200d⚕️ Rumah Sakit 🏥", "z" + "\u0351\u0316" * 200, "مديرية", "中文单位"),
    *("N" * 1000, "'); DROP TABLE units;--", '" OR ""="', "../../etc/passwd", "C:\\x", "CON"),
    *("file:///etc/passwd", "a:b*c?", "$(id)", "`id`", "; rm -rf /", "null", "nan", "True"),
    *("1e5", "2025-01-01", "\\N", "\\", '"', "'", "\x85", "\ud7ff", "\ufffd", "\ue000"),
)
NUMBERS = (
    *("3,75", "3.75", "1.234,56", "1,234.56", "3,75 ", "3,75\u00a0", "85%", "85 %", "0,85"),
    *("3/4", "3 dari 4", "3,7,5", "1e5", "nan", "inf", "0x1F", "1_000", "１２", "٣", "٣٫٧٥"),
    *("²", "½", "Ⅳ", "四", "TRUE", "Ya.", "tdk", "Belum", "a", "А", "–", "n/a", "#N/A", "✓"),
    *("-0", "00", "101", "999999999999999999999", "(3)", "Rp3", "\u22123", "3\u066b75", ".5"),
)
BY_KIND = {"formulas": FORMULAS, "markup": MARKUP, "units": UNITS, "numbers": NUMBERS}
