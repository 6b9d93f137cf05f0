"""Does anything in the description speak for its chapter?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.meaning.judgement import LIKELIEST

CHECK = Check(
    code="hs-chapter-implausible",
    severity=Severity.INFO,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.description",
        "goods_item.hs_code",
    ),
    source=(
        "Own model of descriptions over HS 2022; Reg. (EU) 2015/2446, annex B, data elements 18 05"
        " and 18 09"
    ),
    text={
        "en": (
            "“{goods_item.description}” is more likely of chapter {likeliest} than of goods code "
            "{goods_item.hs_code}."
        ),
        "fr": (
            "« {goods_item.description} » relève plutôt du chapitre {likeliest} que du code "
            "{goods_item.hs_code}."
        ),
        "nl": (
            "“{goods_item.description}” hoort eerder bij hoofdstuk {likeliest} dan bij "
            "goederencode {goods_item.hs_code}."
        ),
        "es": (
            "«{goods_item.description}» es más propio del capítulo {likeliest} que del código "
            "{goods_item.hs_code}."
        ),
    },
    expression=(col("implausible")),
    derived={
        "likeliest": LIKELIEST,
    },
)
