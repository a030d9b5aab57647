import pytest

from foundation.courier.addresses import (
    UnreadablePhone,
    is_mobile,
    masked_email,
    masked_phone,
    national,
    phone_e164,
    same_mailbox,
)


@pytest.mark.parametrize(
    ("typed", "stored", "mobile"),
    [
        ("06 12 34 56 78", "+33612345678", True),
        ("07.56.78.90.12", "+33756789012", True),
        ("+33 (0)6 12 34 56 78", "+33612345678", True),
        ("0033612345678", "+33612345678", True),
        ("03 21 50 50 50", "+33321505050", False),
        ("0690 12 34 56", "+590690123456", True),
        ("0692 12 34 56", "+262692123456", True),
        ("0694 20 12 34", "+594694201234", True),
        ("0696 20 12 34", "+596696201234", True),
        ("0639 01 23 45", "+262639012345", True),
        ("0262 20 12 34", "+262262201234", False),
        ("+32 470 12 34 56", "+32470123456", True),
    ],
)
def test_a_number_as_typed_becomes_international(typed: str, stored: str, mobile: bool) -> None:
    assert phone_e164(typed) == stored
    assert is_mobile(stored) is mobile


def test_a_short_pacific_number_is_read_where_the_administration_stands() -> None:
    assert phone_e164("75 12 34", region="NC") == "+687751234"
    assert phone_e164("87 12 34 56", region="PF") == "+68987123456"


@pytest.mark.parametrize("typed", ["", "bonjour", "06 12 34", "06 12 34 56 78 90 12", "36 39", "+33 1"])
def test_what_cannot_be_called_is_refused_without_being_quoted(typed: str) -> None:
    with pytest.raises(UnreadablePhone, match=r"^not a phone number$"):
        phone_e164(typed)


@pytest.mark.parametrize(
    ("stored", "masked"),
    [
        ("+33612345678", "06 •• •• 56 78"),
        ("+33321505050", "03 •• •• 50 50"),
        ("+262692123456", "06•• •• 34 56"),
        ("+32470123456", "+32 4•• •• •• 56"),
    ],
)
def test_a_masked_number_is_recognised_by_its_owner_only(stored: str, masked: str) -> None:
    assert masked_phone(stored) == masked


def test_a_number_is_shown_as_it_is_said() -> None:
    assert national("+33612345678") == "06 12 34 56 78"
    assert national("+32470123456") == "+32 470 12 34 56"


def test_a_masked_address_keeps_its_first_letter_and_its_domain() -> None:
    assert masked_email("jeanne.martin@exemple.fr") == "j•••@exemple.fr"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("jeanne@exemple.fr", "Jeanne@EXEMPLE.fr", True),
        ("rené@exemple.fr", "rené@exemple.fr", True),
        # Letters whose capital, or small one, is an ASCII letter.
        ("ivan@exemple.fr", "\u0131van@exemple.fr", False),
        ("lise@exemple.fr", "li\u017fe@exemple.fr", False),
        ("kim@exemple.fr", "\u212aim@exemple.fr", False),
    ],
)
def test_capitals_aside_an_address_is_itself_and_no_lookalike(one: str, other: str, same: bool) -> None:
    assert same_mailbox(one, other) is same


def test_a_number_kept_for_fiction_reads_like_a_mobile() -> None:
    assert phone_e164("06 39 98 12 34") == "+33639981234"
    assert is_mobile("+33639981234")
    assert masked_phone("+33639981234") == "06 •• •• 12 34"
