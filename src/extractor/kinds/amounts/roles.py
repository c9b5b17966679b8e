"""The words and patterns that say who pays whom for what (rules/words/money_roles.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.rulebook import Rulebook


@dataclass(frozen=True)
class RoleWords:
    """The words and patterns of a rulebook that parties are found with (rules/words/money_roles.toml)."""

    give: frozenset[str]
    fillers: frozenset[str]
    verbs: re.Pattern[str]
    between: re.Pattern[str]
    get_from: re.Pattern[str]
    take_from: re.Pattern[str]
    no_party: re.Pattern[str]
    no_party_end: tuple[str, ...]
    no_one: frozenset[str]
    purpose: re.Pattern[str]
    paid_by: re.Pattern[str]
    bought: re.Pattern[str]
    fined: re.Pattern[str]
    funded: re.Pattern[str]
    time: re.Pattern[str]
    noun_behind: re.Pattern[str]
    object_only: re.Pattern[str]
    lead: re.Pattern[str]
    purpose_verb: re.Pattern[str]
    in_name: re.Pattern[str]
    together: re.Pattern[str]
    only_fillers: re.Pattern[str]
    legal_form: re.Pattern[str]
    behind_subject: re.Pattern[str]
    each: re.Pattern[str]


@lru_cache(maxsize=8)
def role_words(book: Rulebook) -> RoleWords:
    """The words of a rulebook, compiled once."""
    return RoleWords(
        frozenset(book.folded_words("give_verb")),
        frozenset(book.folded_words("party_filler")),
        book.pattern("{give_verb}|{get_verb}|批(?=[0-9〇一二三四五六七八九十逾約近])"),
        book.pattern("{party_between}*"),
        book.pattern("獲得?(?P<who>[^，。；：！？獲]{2,28}?)(?:通過|批准|再|額外|先後|合共|共|全數)?{given_by}$"),
        book.pattern("(?:收取|收了|收受|收)(?P<who>[^，。；：！？的收]{2,16})的{party_between}*$"),
        book.pattern("{no_party}"),
        tuple(book.folded_words("no_party_end")),
        frozenset(book.folded_words("no_party_alone")),
        book.pattern(
            "(?:的?{funds_noun})?(?:(?P<mark>{purpose_mark})(?<!以(?=[上下內外及後前來免]))|，?(?P<verb>(?:[在為][^，。；的]{1,10}?)?{purpose_verb}|(?<=，)資助)(?!的))"
        ),
        book.pattern(
            "[^，。；]{0,12}，由(?P<who>[^，。；：！？由]{2,20}?)(?:全數|全額|共同|獨家|負責)?(?:{given_by}|承擔|領投)"
        ),
        book.pattern("(?:[^，。；]{0,4}{purchase_verb}|{purpose_verb})"),
        book.pattern(
            "(?:(?:對|向)(?P<whom>[^，。；：！？對向]{2,20}?)(?:處以|判處|作出|施加)?|(?P<who>[^，。；：！？]{2,20}?)(?:遭|被)[^，。；：！？]{0,8}?)(?:罰款|罰){party_between}*$"
        ),
        book.pattern("[^，。；]{0,8}融資"),
        book.pattern(
            "(?:未來|今後|過去|每|連續)?[0-9〇一二三四五六七八九十兩至數]{1,5}個?(?:年|月|財年|學年|年度)[內間來底]?$"
        ),
        book.pattern("達|為|總|增|減|佔|上限|下限|額|係|是|准|(?<=投資)(?:資金|者|界|額|回報|活動)"),
        book.pattern(
            "(?:{purpose_verb}|{purchase_verb})了?|"
            "(?:研究|發展|開發|研發|推廣|培訓|收購|購買|推行|營運)(?:{funds_noun}|[^，。；]{0,3}(?:費|開支|津貼|基金|計劃))"
        ),
        book.pattern("{party_lead}"),
        book.pattern("發展|推動|推行|支持|支援|改善|提升|加強|興建|設立|成立|購買|採購|收購"),
        book.pattern("以[^，。；：]{1,12}(?:名義|財政|基金|資金|方式|形式)$|(?:在|於)[^，。；：在於]{2,16}$"),
        book.pattern("(?:一共|合共|總共|共|總額|總數|金額|總金額){party_between}*"),
        book.pattern("(?:{party_filler}|並|亦|又|再|更|而|最終)+"),
        book.pattern("{legal_form}"),
        book.pattern("{party_filler}|{behind_subject}|[0-9]"),
        book.pattern("每(?![年月日季周天次個兩三五半小]|學年|財政)"),
    )
