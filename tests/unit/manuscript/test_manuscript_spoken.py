from decimal import Decimal

import pytest

from flyer.manuscript.spoken import spoken
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN
from flyer.payment.transfer import CreditTransfer
from flyer.wording import Wording

IBAN_OF_AA = IBAN("DE07545500100380021436")


@pytest.mark.parametrize(
    ("transfer", "said"),
    [
        (
            CreditTransfer(
                name="Verein Aa", iban=IBAN_OF_AA, bic=BIC("LUHSDE6AXXX"), amount=Decimal(12), remittance="Name TN"
            ),
            "GiroCode: Kontoinhaber Verein Aa, IBAN DE07 5455 0010 0380 0214 36, BIC LUHSDE6AXXX, "
            "Betrag 12,00 €, Verwendungszweck Name TN",
        ),
        (
            CreditTransfer(name="Verein Aa", iban=IBAN_OF_AA, reference="RF18539007547034"),
            "GiroCode: Kontoinhaber Verein Aa, IBAN DE07 5455 0010 0380 0214 36, Verwendungszweck RF18539007547034",
        ),
        (
            CreditTransfer(name="Verein Aa", iban=IBAN_OF_AA),
            "GiroCode: Kontoinhaber Verein Aa, IBAN DE07 5455 0010 0380 0214 36",
        ),
    ],
)
def test_a_transfer_in_words(transfer: CreditTransfer, said: str) -> None:
    assert spoken(transfer, Wording.of("de")).replace("\u00a0", " ") == said
