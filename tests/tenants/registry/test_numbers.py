import pytest

from tenants.registry import siren_of, valid_siren, valid_siret


@pytest.mark.parametrize(
    "number", ["216200410", "732829320", "005880596", "356000000", " 732 829 320 ", "732\u00a0829\u202f320"]
)
def test_a_siren_with_its_check_digit_is_valid(number):
    assert valid_siren(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "216200411",
        "21620041",
        "2162004100",
        "000000000",
        "21620041O",
        "²16200410",
        "٢١٦٢٠٠٤١٠",
        "216-200-410",
        "\0",
        "216200410\0",
    ],
)
def test_any_other_text_is_no_siren(number):
    assert not valid_siren(number)


@pytest.mark.parametrize(
    "number", ["73282932000074", "732 829 320 00074", "21620041000019", "35600000000048"]
)
def test_a_siret_with_its_check_digit_is_valid(number):
    assert valid_siret(number)


@pytest.mark.parametrize(
    "number", ["73282932000075", "7328293200007", "00000000000000", "21620041100018", "732829320"]
)
def test_any_other_text_is_no_siret(number):
    assert not valid_siret(number)


def test_a_siret_needs_a_valid_siren_too():
    assert any(valid_siret(f"216200410{tail:05d}") for tail in range(10))
    assert not any(valid_siret(f"216200411{tail:05d}") for tail in range(1_000))


def test_establishments_of_la_poste_follow_their_own_rule():
    assert valid_siret("35600000049837")
    assert valid_siret("356 000 000 00006")
    assert not valid_siret("35600000000007")


def test_the_nine_digits_to_store_come_from_a_siren_or_a_siret():
    assert siren_of("216 200 410") == siren_of("216 200 410 00019") == "216200410"
    assert siren_of("216 200 411") is None
    assert siren_of("216 200 410 00018") is None


def test_a_huge_text_is_refused():
    assert not valid_siren("1" * 100_000)
    assert not valid_siret(" " * 100_000 + "73282932000074")
    assert siren_of("9" * 100_000) is None
