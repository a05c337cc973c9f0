"""A fictional city: its kelurahan, how they develop over eight quarters, and how they hand in.

All of it is made up. Kelurahan Sapuro Kebulen lends its name as the seed of this project; its
answers here are invented like all the others.
"""

from __future__ import annotations

from dataclasses import dataclass

QUARTERS = (
    "2024-B03", "2024-B06", "2024-B09", "2024-B12",
    "2025-B03", "2025-B06", "2025-B09", "2025-B12",
)  # fmt: skip
ROMAN = {"B03": "I", "B06": "II", "B09": "III", "B12": "IV"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A kelurahan: quality, survey indices and habits at the first and the last quarter.

    ``layouts`` are those of 2024 and of 2025; ``cut`` is the part of its choices that the TPI
    lowers, ``evidence`` the part that has a link beside it, ``blank`` what it leaves unanswered
    at the beginning. ``faults`` are planted by quarter.
    """

    name: str
    story: str
    quality: tuple[float, float]
    ipak: tuple[float, float]
    ipkp: tuple[float, float]
    layouts: tuple[str, str]
    cut: float = 0.12
    evidence: float = 0.9
    blank: float = 0.0
    tiers: int = 1
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def slug(self) -> str:
        """The name as it stands in file names."""
        return "kelurahan-" + self.name.lower().replace(" ", "-")

    @property
    def title(self) -> str:
        """The name as it stands in the sheets."""
        return f"Kelurahan {self.name}"


CITY = (
    Unit(
        "Sapuro Kebulen",
        "bentuk ringkas pada 2024, lembar lengkap sejak 2025; naik pelan menuju WBK",
        (0.62, 0.86), (3.45, 3.66), (3.30, 3.61), ("ringkas", "2025-26"),
    ),
    Unit(
        "Tirtalaras",
        "memenuhi seluruh batas WBK sejak 2025",
        (0.76, 0.86), (3.58, 3.70), (3.42, 3.55), ("2025-26", "2025-26"), cut=0.06,
    ),
    Unit(
        "Wanakelana",
        "hampir WBBM: hanya indeks IPKP yang masih di bawah batasnya",
        (0.84, 0.94), (3.62, 3.78), (3.40, 3.56), ("2021", "2025-26"), cut=0.08,
    ),
    Unit(
        "Bumipelita",
        "nilai sedang dan stabil, berkas TPI terpisah",
        (0.60, 0.72), (3.40, 3.52), (3.25, 3.42), ("2021", "2021"),
    ),
    Unit(
        "Randulintang",
        "lembar 2021 dengan rumus yang rusak",
        (0.66, 0.80), (3.50, 3.61), (3.30, 3.45), ("2021", "2021"),
        faults=(
            ("2024-B06", "number_typed"), ("2024-B12", "type_overwritten"),
            ("2025-B03", "short_range"), ("2025-B06", "lhkpn_twice"),
            ("2025-B09", "lost_reference"), ("2025-B12", "lhkpn_twice"),
            ("2025-B12", "number_typed_beside_answer"), ("2025-B12", "hidden_row"),
        ),
    ),
    Unit(
        "Karangpesona",
        "semua batas WBK terpenuhi kecuali indeks IPAK yang tertahan",
        (0.80, 0.92), (3.38, 3.44), (3.40, 3.58), ("2025-26", "2025-26"), cut=0.06,
    ),
    Unit(
        "Sendangmentari",
        "klaim tinggi, bukti sedikit; TPI menurunkan banyak jawaban",
        (0.93, 0.98), (3.68, 3.80), (3.60, 3.70), ("2021", "2021"), cut=0.45, evidence=0.3,
        faults=(("2025-B12", "same_link"), ("2025-B12", "local_path"), ("2025-B12", "placeholder")),
    ),
    Unit(
        "Mekarsenja",
        "mengetik ulang Lampiran III pada satu lembar",
        (0.55, 0.74), (3.35, 3.56), (3.20, 3.38), ("lampiran-iii", "lampiran-iii"),
        faults=(("2024-B09", "not_filled"), ("2025-B12", "counts_disagree")),
    ),
    Unit(
        "Gunungsemilir",
        "mengetik ulang Lampiran III, satu lembar untuk setiap area",
        (0.50, 0.70), (3.30, 3.48), (3.15, 3.40), ("lampiran-iii-areas", "lampiran-iii-areas"),
    ),
    Unit(
        "Kalibiduri",
        "dua tingkat penilai internal pada lembar 2025/26",
        (0.68, 0.84), (3.46, 3.62), (3.34, 3.50), ("2025-26", "2025-26"), tiers=2,
        faults=(("2024-B12", "other_scale_text"), ("2025-B06", "not_an_option")),
    ),
    Unit(
        "Pandankasih",
        "selalu melapor dalam bentuk ringkas",
        (0.58, 0.76), (3.38, 3.55), (3.22, 3.44), ("ringkas", "ringkas"),
    ),
    Unit(
        "Telagawarsa",
        "mulai dari lembar yang setengah kosong",
        (0.48, 0.78), (3.28, 3.60), (3.10, 3.48), ("2021", "2025-26"), blank=0.35,
        faults=(("2024-B09", "zero_denominator"), ("2025-B03", "not_filled")),
    ),
)  # fmt: skip


def on_the_way(ends: tuple[float, float], quarter: str) -> float:
    """Where a figure stands in ``quarter`` on its straight way through the eight quarters."""
    part = QUARTERS.index(quarter) / (len(QUARTERS) - 1)
    return ends[0] + (ends[1] - ends[0]) * part


def words(quarter: str) -> str:
    """The quarter as a worksheet writes it."""
    year, ending = quarter.split("-")
    return f"Triwulan {ROMAN[ending]} Tahun {year}"
