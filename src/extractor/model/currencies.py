"""The currency codes of ISO 4217 that are in use, and a few that newspapers still print."""

from __future__ import annotations

from typing import Any

from extractor.model.errors import UsageError

_WRITTEN = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW
KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES
VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ZWL
"""
CODES = frozenset(_WRITTEN.split())


def checked_currency(code: Any, called: str) -> str:
    """`code`, if it is one of ISO 4217; `called` is what the caller calls it. Raises UsageError."""
    if not isinstance(code, str) or code not in CODES:
        raise UsageError(f"{called} is {code!r}; expected an ISO 4217 code such as HKD, in capitals")
    return code
