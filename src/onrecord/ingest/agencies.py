"""News agencies: how stories credit them, and their full names.

Invariant: a signature names one agency only; codes are matched as they are written, names in any case.
"""

import re

#: full name -> codes and names by which stories credit it
AGENCIES = {
    "Reuters": "Reuters|Thomson Reuters|Reuters Life!",
    "Associated Press": "AP|Associated Press|The Associated Press",
    "Agence France-Presse": "AFP|Agence France-Presse|Agence France Presse",
    "Xinhua": "Xinhua|Xinhua News Agency|Xinhuanet",
    "TASS": "TASS|Itar-Tass|ITAR-TASS",
    "RIA Novosti": "RIA Novosti|RIA|RIAN",
    "Sputnik": "Sputnik",
    "Interfax": "Interfax|Interfax-Ukraine",
    "Anadolu Agency": "AA|Anadolu|Anadolu Agency",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur",
    "Kyodo": "Kyodo|Kyodo News",
    "Jiji Press": "Jiji Press|Jiji",
    "Yonhap": "Yonhap|Yonhap News|Yonhap News Agency",
    "KCNA": "KCNA",
    "Central News Agency": "CNA|Central News Agency",
    "IRNA": "IRNA",
    "ISNA": "ISNA",
    "Fars": "FNA|Fars|Fars News Agency",
    "Tasnim": "Tasnim|Tasnim News",
    "Mehr": "MNA|Mehr|Mehr News Agency",
    "EFE": "EFE",
    "Europa Press": "Europa Press",
    "ANSA": "ANSA",
    "AGI": "AGI",
    "Lusa": "Lusa|LUSA",
    "ANP": "ANP",
    "Belga": "Belga",
    "Ritzau": "Ritzau",
    "NTB": "NTB",
    "TT": "TT",
    "PAP": "PAP",
    "CTK": "CTK|ČTK",
    "MTI": "MTI",
    "Agerpres": "Agerpres|AGERPRES",
    "BTA": "BTA",
    "Tanjug": "Tanjug|TANJUG",
    "Hina": "Hina|HINA",
    "MIA": "MIA",
    "AMNA": "AMNA|ANA-MPA",
    "Cihan": "Cihan",
    "Azertac": "Azertac|AZERTAC",
    "APA": "APA",
    "Armenpress": "Armenpress|ARMENPRESS",
    "Kazinform": "Kazinform",
    "Ukrinform": "Ukrinform",
    "UNIAN": "UNIAN",
    "BelTA": "BelTA|BELTA",
    "PTI": "PTI|Press Trust of India",
    "ANI": "ANI",
    "IANS": "IANS",
    "UNI": "UNI",
    "Associated Press of Pakistan": "APP|Associated Press of Pakistan",
    "BSS": "BSS",
    "UNB": "UNB",
    "WAFA": "WAFA",
    "Ma'an": "Ma'an|Maan",
    "SANA": "SANA",
    "SPA": "SPA",
    "WAM": "WAM",
    "KUNA": "KUNA",
    "QNA": "QNA",
    "BNA": "BNA",
    "Petra": "Petra",
    "MENA": "MENA",
    "NNA": "NNA",
    "Saba": "Saba|SABA",
    "INA": "INA",
    "UPI": "UPI|United Press International",
    "The Canadian Press": "CP|Canadian Press|The Canadian Press",
    "PA": "PA|PA Media|Press Association",
    "AAP": "AAP|Australian Associated Press",
    "VNA": "VNA",
    "Antara": "Antara|ANTARA",
    "Bernama": "Bernama|BERNAMA",
    "PNA": "PNA",
    "TNA": "TNA",
    "Montsame": "Montsame|MONTSAME",
    "SAPA": "SAPA|Sapa",
    "NAN": "NAN",
    "GNA": "GNA",
    "KNA": "KNA",
    "PANA": "PANA",
    "IPS": "IPS",
    "JTA": "JTA|Jewish Telegraphic Agency",
    "RNS": "RNS|Religion News Service",
    "CNS": "CNS|Catholic News Service",
    "Bloomberg": "Bloomberg|Bloomberg News",
    "CNN": "CNN",
    "RFE/RL": "RFE/RL",
    "AllAfrica": "AllAfrica",
}

_NAMES = {signature: name for name, signatures in AGENCIES.items() for signature in signatures.split("|")}
#: names are written in any case ("REUTERS", "XINHUA"); codes in capitals only as they are ("AA", but never "Aa")
_FOLDED = {signature.casefold(): name for signature, name in _NAMES.items() if not signature.isupper()}


def _any_case(signature: str) -> str:
    return re.escape(signature) if signature.isupper() else f"(?i:{re.escape(signature)})"


#: a pattern for any signature, the longest first
SIGNATURE = "(?:" + "|".join(_any_case(signature) for signature in sorted(_NAMES, key=lambda s: (-len(s), s))) + ")"


def agency_name(signature: str) -> str | None:
    """The full name of the agency with this signature ("AFP" -> "Agence France-Presse"); None for a stranger."""
    return _NAMES.get(signature) or _FOLDED.get(signature.casefold())
