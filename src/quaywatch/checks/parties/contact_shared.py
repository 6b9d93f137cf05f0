"""Do sender and receiver answer the same telephone?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.parties.contacts import same_mailbox, same_telephone

CHECK = Check(
    code="contact-shared",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_telephone",
        "consignment.consignee_telephone",
        "consignment.consignor_email",
        "consignment.consignee_email",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on parties",
    text={
        "en": (
            "Consignor and consignee have a contact in common: telephone "
            "{consignment.consignor_telephone} and {consignment.consignee_telephone}, e-mail "
            "{consignment.consignor_email} and {consignment.consignee_email}."
        ),
        "fr": (
            "Expéditeur et destinataire ont un contact en commun : téléphone "
            "{consignment.consignor_telephone} et {consignment.consignee_telephone}, courriel "
            "{consignment.consignor_email} et {consignment.consignee_email}."
        ),
        "nl": (
            "Afzender en geadresseerde delen een contact: telefoon "
            "{consignment.consignor_telephone} en {consignment.consignee_telephone}, e-mail "
            "{consignment.consignor_email} en {consignment.consignee_email}."
        ),
        "es": (
            "Expedidor y destinatario comparten un contacto: teléfono "
            "{consignment.consignor_telephone} y {consignment.consignee_telephone}, correo "
            "{consignment.consignor_email} y {consignment.consignee_email}."
        ),
    },
    expression=(
        (col("consignor_plain") != col("consignee_plain"))
        & (
            same_telephone("consignor_telephone", "consignee_telephone")
            | same_mailbox("consignor_email", "consignee_email")
        )
    ),
)
