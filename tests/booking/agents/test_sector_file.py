"""Files of zones, as spreadsheets save them and as people break them."""

import pytest

from booking.agents.sector_export import example_csv, zones_csv
from booking.agents.sector_file import LARGEST, Line, UnreadableFile, read_lines
from booking.agents.sector_lines import check_lines
from booking.models import Sector, SectorZone

TEXT = "secteur;commune;code_insee;voie\r\nNord;Arras;62041;Rue de l’Église\r\n;;;\r\nSud;Lens;62498;\r\n"
READ = [
    Line(number=2, secteur="Nord", commune="Arras", code_insee="62041", voie="Rue de l’Église"),
    Line(number=4, secteur="Sud", commune="Lens", code_insee="62498"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_usual_encodings_and_separators_are_read(encoding: str, delimiter: str) -> None:
    assert read_lines(TEXT.replace(";", delimiter).encode(encoding)) == READ


def test_latin_1_is_read() -> None:
    assert read_lines("secteur;code_insee;voie\nÉté;62041;rue de l'Église".encode("latin-1")) == [
        Line(number=2, secteur="Été", code_insee="62041", voie="rue de l'Église")
    ]


def test_titles_are_read_in_any_case_and_order_and_under_other_services_names() -> None:
    lines = read_lines(b"CITY_CODE,Sector_ID,inconnu,street_name\n62041,Nord,x,rue du Bac\n")
    assert lines == [Line(number=2, secteur="Nord", code_insee="62041", voie="rue du Bac")]
    assert read_lines(b"Secteur;Code  INSEE\nNord;62041") == [
        Line(number=2, secteur="Nord", code_insee="62041")
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vide"),
        (b"secteur;code_insee\n", "aucune ligne"),
        (b"secteur;commune\nNord;Arras", "code_insee"),
        (b"PK\x03\x04rest", "format CSV"),
        (b"\x00\x01\x02\xff\xfe", "pas un texte lisible"),
        (b"secteur;code_insee\nNord;62\x00041", "pas un texte lisible"),
        (b"x" * (LARGEST + 1), "2 Mo"),
        (b"secteur;code_insee\n" + b"N;62041\n" * 20_001, "20 000 lignes"),
        (b'secteur;code_insee\n"' + b"a" * 200_000, "mal form"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_lines(content)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"secteur": ""}, "Le nom du secteur manque."),
        ({"secteur": "…"}, "n’est pas lisible"),
        ({"code_insee": ""}, "Le code INSEE de la commune manque."),
        ({"code_insee": "99999"}, "n’est celui d’aucune commune"),
        ({"code_insee": "62000"}, "n’est celui d’aucune commune"),
        ({"commune": "Lens"}, "est celui de Arras, pas de Lens"),
        ({"voie": "12"}, "n’est pas un nom de voie"),
        ({"voie": "=HYPERLINK(1)"}, "comme une formule"),
        ({"secteur": "@nord"}, "comme une formule"),
        ({"voie": "rue\u2028du Bac"}, "invisible"),
        ({"secteur": "n" * 151}, "trop longue"),
        ({"voie": "v" * 100_000}, "trop longue"),
    ],
)
def test_each_wrong_line_says_its_number_and_why(line: dict[str, str], sentence: str) -> None:
    values = {"secteur": "Nord", "commune": "Arras", "code_insee": "62041"}
    checked = check_lines([Line(number=7, **values | line)])
    assert checked.zones == []
    ((number, said),) = checked.errors
    assert number == 7
    assert sentence in said


@pytest.mark.parametrize(
    ("commune", "code"),
    [("Arras", "62041"), ("ARRAS", "62041"), ("St-Omer", "62765"), ("Paris 15e", "75115"), ("", "01004")],
)
def test_a_commune_is_known_by_its_code_however_it_is_written(commune: str, code: str) -> None:
    checked = check_lines([Line(number=2, secteur="Nord", commune=commune, code_insee=code)])
    assert checked.errors == []


def test_a_zero_lost_by_a_spreadsheet_is_found_again() -> None:
    (zone,) = check_lines([Line(number=2, secteur="Ain", code_insee="1004")]).zones
    assert (zone.commune_code, zone.commune_name) == ("01004", "Ambérieu-en-Bugey")


def test_the_example_is_read_by_the_import() -> None:
    checked = check_lines(read_lines(example_csv().encode()))
    assert (len(checked.zones), checked.errors) == (3, [])


def test_no_exported_cell_is_a_formula() -> None:
    sector = Sector(name="=1+1", code="1-1")
    text = zones_csv(
        [SectorZone(sector=sector, commune_code="62041", commune_name="Arras", street_name="@rue")]
    )
    assert "'@rue" in text
    assert "\r\n=" not in text
