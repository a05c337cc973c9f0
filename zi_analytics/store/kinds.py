"""What kind of unit a name speaks of: the usual kinds, and the words that tell them."""

from __future__ import annotations

from collections.abc import Mapping

from zi_analytics.store.names import match_key

_WORDS: Mapping[str, tuple[str, ...]] = {
    "kelurahan": ("kelurahan", "kel"),
    "desa": ("desa", "ds"),
    "kecamatan": ("kecamatan", "kec", "distrik"),
    "puskesmas": ("puskesmas", "pkm"),
    "rumah sakit": ("rsud", "rsu", "rs", "rumah sakit"),
    "sekolah": (
        *("sekolah", "sd", "sdn", "smp", "smpn", "sma", "sman", "smk", "smkn"),
        *("slb", "tk", "paud", "mi", "mts", "ma", "min", "mtsn", "man", "madrasah"),
    ),
    "OPD": (
        *("dinas", "badan", "inspektorat", "sekretariat", "bappeda", "satpol", "disdukcapil"),
        *("dpmptsp", "bagian"),
    ),
    "UPT": ("upt", "uptd", "upt-d", "balai", "loka"),
    "pengadilan": ("pengadilan", "pn", "pa", "ptun"),
    "kejaksaan": ("kejaksaan", "kejari", "kejati"),
    "kepolisian": ("polres", "polsek", "polda", "polresta", "samsat"),
    "pemasyarakatan": ("lapas", "rutan", "bapas"),
    "kantor": ("kantor", "kpp", "kppn", "kanwil", "bkn", "bps"),
}
KINDS = tuple(_WORDS)
"""The usual kinds; any other may be typed."""


def kind_from(name: str) -> str:
    """The kind that the first words of ``name`` tell, "" when they do not."""
    words = match_key(name).replace(".", " ").split()
    if words[:2] == ["rumah", "sakit"]:
        return "rumah sakit"
    return next((kind for kind, known in _WORDS.items() if words and words[0] in known), "")
