"""Participants whose names are hard to print, made by rule: the same ones, in the same order, at every call."""

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LETTERS: Final = (Path(__file__).parent / "data" / "din91379-letters.txt").read_text("utf-8").splitlines()
SINGLE: Final = _words(" ".join(LETTERS[1:]))
SEQUENCES: Final = _words(
    "A̋ C̀ C̄ C̆ C̈ C̕ C̣ C̦ C̨̆ D̂ F̀ F̄ G̀ H̄ H̦ H̱ J́ J̌ K̀ K̂ K̄ K̇ K̕ K̛ K̦ K͟H K͟h L̂ L̥ L̥̄ L̦ M̀ M̂ M̆ M̐ N̂ N̄ N̆ N̦ P̀ P̄ P̕ P̣ "
    "R̆ R̥ R̥̄ S̀ S̄ S̛̄ S̱ T̀ T̄ T̈ T̕ T̛ U̇ Z̀ Z̄ Z̆ Z̈ Z̧ a̋ c̀ c̄ c̆ c̈ c̕ c̣ c̦ c̨̆ d̂ f̀ f̄ g̀ h̄ h̦ j́ k̀ k̂ k̄ k̇ k̕ k̛ k̦ k͟h l̂ l̥ l̥̄ l̦ "
    "m̀ m̂ m̆ m̐ n̂ n̄ n̆ n̦ p̀ p̄ p̕ p̣ r̆ r̥ r̥̄ s̀ s̄ s̛̄ s̱ t̀ t̄ t̕ t̛ u̇ z̀ z̄ z̆ z̈ z̧ Ç̆ ç̆ Û̄ û̄ ß̀"
)
"""Letters of DIN 91379:2022 that are made of a base and combining marks."""

GERMAN: Final = _words(
    "Müller Lüdenscheidt Schwarzenberger Groß Weiß Hinterwaldner Oberstauffenbacher Schulze Meyer-Wölden Öztürk "
    "Leutheusser Schnarrenberger Ströbele Wolfeschlegelstein Käßmann Jägermeister Überreiter Ägidius Vogelsang Ek"
)
NOBLE: Final = (
    "von", "von der", "von und zu", "Freiherr von", "Freifrau von und zu", "Graf", "Gräfin zu", "Prinz von",
    "Edle von", "Ritter von", "Erbprinzessin von", "van", "van de", "van der", "van ’t", "ter", "'t", "op den", "in ’t",
    "de la", "de los", "del", "da", "dos", "di", "af", "av", "bin", "ibn", "Ó", "Mc", "Ní",
)  # fmt: skip
PLACES: Final = (
    "Hohenstein-Wolkenfels", "Rabenau", "Quadt-Wykradt", "Sayn-Wittgenstein-Sayn", "Hooft", "Ĳsselmeer", "Heuvel",
    "Beauharnais", "Saxe-Coburg", "Thurn und Taxis", "Øverland", "Łódź", "Çelebi", "Cruz", "Silva", "Óbidos",
)  # fmt: skip
SPANISH: Final = _words("García López Fernández Ibáñez Núñez Echeverría Goicoechea Zúñiga Peñaloza Vázquez")
PORTUGUESE: Final = _words("Conceição Assunção Magalhães Guimarães Araújo Vasconcelos Sobrinho Falcão")
ICELANDIC: Final = ("Guðmundsdóttir", "Þorvaldsson", "Sigurbjörnsdóttir", "Hrafnkelsson", "Eyjólfsdóttir", "Ægisson")
VIETNAMESE: Final = _words("Nguyễn Trần Phạm Huỳnh Võ Đặng Bùi Đỗ Ngô Lý")
VIETNAMESE_GIVEN: Final = _words("Thị Văn Quỳnh Ẩn Ẵng Phượng Ngọc Đức Ỹ Ễnh Ốc Hường Trưởng ẤẦẨẪẬ")
ARABIC: Final = ("محمد", "عبد الرحمن", "فاطمة", "الحسيني", "بن يوسف", "أبو بكر", "مُحَمَّدٌ", "عَلِيّ")
HEBREW: Final = ("שלום", "בן־גוריון", "מרים", "יִצְחָק", "אבן שושן", "ז״ל")
CYRILLIC: Final = ("Жълтоустова-Щъркелова", "Їжакевич", "Достоевский", "Ђорђевић", "Ѓоргиев")
GREEK: Final = ("Παπαδημητρακόπουλος", "Θαλασσινού", "Ἀλέξανδρος", "Ὦδε")
FIRST: Final = (
    "Anna", "Bo", "Maximilian Alexander", "Leonie-Sophie-Marie", "Hans-Joachim", "José María de los Ángeles", "Ø", "Å",
    "Ana-Maria Magdalena Theresia", "D’Artagnan", "J. R. R.", "Jean-Luc", "X Æ A-12", "MARIE-THÉRÈSE", "Ẫ", "Ĳsbrand",
    "Karl Theodor Maria Nikolaus Johann Jakob Philipp", "Jr.", "O'Shaughnessy", "Wolfeschlegelsteinhausenbergerdorff",
)  # fmt: skip
TITLES: Final = (
    "", "Dr.", "Prof. Dr. Dr. h. c. mult.", "Univ.-Prof. Mag. Dr. phil.", "Dipl.-Ing. (FH)", "",
    "PD Dr. rer. nat. habil.",
)  # fmt: skip
ORGANISATIONS: Final = (
    "", "Stadt Aa", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Bundesarbeitsgemeinschaft der Landesjugendämter und der überörtlichen Träger der Sozialhilfe e. V.",
    "Haus am See gemeinnützige Gesellschaft mit beschränkter Haftung", "=HYPERLINK(\"https://example.org\")",
    "Øvre Årdal Kommune", "AMT FÜR SOZIALES, GESUNDHEIT UND VERBRAUCHERSCHUTZ", "האוניברסיטה העברית", "@home",
)  # fmt: skip
PRONOUNS: Final = ("", "", "sie/ihr", "dey/denen, keine Anrede bitte")
ROLES: Final = ("participant", "speaker", "organiser", "staff", "press", "guest")
SYLLABLES: Final = ("wald", "stein", "berg", "hausen", "dorff", "mühlen", "zwingli", "größ")
MARKS: Final = ("\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u0301", "\u00a0", "\t")
"""Characters that nobody sees, as spreadsheets carry them along."""


def last_names() -> Iterator[str]:
    """Last names of all kinds, one kind after the other."""
    yield from SINGLE
    yield from SEQUENCES
    yield from (f"{a}{b}{c}" for a, b, c in zip(SINGLE, SINGLE[7:], SEQUENCES * 5, strict=False))
    yield from ("-".join(pair) for pair in combinations(GERMAN, 2))
    yield from ("-".join(three) for three in combinations(GERMAN[:12], 3))
    yield from (" ".join(pair) for pair in product(NOBLE, PLACES))
    yield from (f"{noble} {place} {name}" for noble, place, name in product(NOBLE[:11], PLACES[:5], GERMAN[:4]))
    yield from (" ".join(chain) for chain in combinations(SPANISH, 3))
    yield from (f"{a} de {b} e {c}" for a, b, c in combinations(PORTUGUESE, 3))
    yield from ICELANDIC
    yield from (f"{a} {b}" for a, b in product(VIETNAMESE, VIETNAMESE_GIVEN))
    yield from (*ARABIC, *HEBREW, *CYRILLIC, *GREEK)
    yield from (f"{a}-{b}" for a, b in product((*CYRILLIC, *GREEK), GERMAN[:9]))
    yield from (f"{a} {b}" for a, b in product((*ARABIC, *HEBREW), ("Müller", "(Levi)", "עמית", "12", "بن علي")))
    yield from ("".join(parts).capitalize() for parts in product(SYLLABLES, repeat=3))
    yield from (("".join(parts) * 9)[:100].capitalize() for parts in combinations(SYLLABLES, 2))
    yield from (name.upper() for name in GERMAN)
    yield from (name.lower() for name in GERMAN)
    yield from (f"{name[:2]}{mark}{name[2:]}" for name, mark in product(GERMAN[:8], MARKS))
    yield from (f"{left}{name}{right}" for name, (left, right) in product(GERMAN[:8], (".,", "''", "--", "()", "„“")))
    yield from ("", "-", "'", ".", "’", "A", "z", "I", "W" * 12, "i" * 40, "Mc-", "d'", "𝕸𝖎𝖒", "王", "김민준", "😀")


def rows(count: int = 10_000) -> Iterator[dict[str, str]]:
    """`count` rows of a participants' file; every last name comes before one comes again."""
    names = tuple(dict.fromkeys(last_names()))
    given = (*FIRST, *VIETNAMESE_GIVEN, *ARABIC[:3], *HEBREW[:3], *SEQUENCES[:40], "")
    for n in range(count):
        turn, at = divmod(n, len(names))
        yield {
            "id": f"P{n}" if n % 7 else f"P{n}-{'x' * 30}",
            "title": TITLES[n % len(TITLES)],
            "first_name": given[(n * 5 + turn) % len(given)],
            "last_name": names[at],
            "preferred_name": GERMAN[n % len(GERMAN)] if n % 23 == 0 else "",
            "name_order": "family-first" if n % 5 == 4 else "",
            "pronouns": PRONOUNS[n % len(PRONOUNS)],
            "organisation": ORGANISATIONS[(n + turn) % len(ORGANISATIONS)],
            "role": ROLES[n % len(ROLES)],
        }
