"""Figures in the spellings of some printers, written in folded text as all others write them; same length.

    四·二米, 四．二米        四點二米     a dot for 點 between Chinese digits, in front of a unit
    14﹒1%, 3·5億          14.1%       a middle dot for the point between ASCII digits, in front of a unit
    2 000人, 12 345元      2,000人     thousands parted by spaces, as government papers print them

So no rule and no reader of numerals has to know these spellings. 九·一八 and 五·一 are names of days: a dot is a
point only in front of a unit. Two figures side by side (21 100米) are parted by a space as well: a space parts
thousands where 000 stands behind it, or where the text parts no thousands with commas.
"""

from __future__ import annotations

import re

from extractor.text.views import fold_pattern

_DIGIT = "〇一二三四五六七八九"
_UNIT = (
    "米|公[里尺噸斤頃分升克釐]|英[里尺寸畝]|海里|厘|毫|噸|[萬億兆%]|個?百分點|度(?![假過日])|級|倍|成(?![為立功果員就])|折"
    "|[港美歐日澳]?元|港幣|英鎊|人民幣|澳門元|日圓|平方|立方|克|秒|分(?![之店局行享別])|小時|千[瓦米克卡]|[納微]米|[呎尺吋畝磅瓦伏歲]"
)
_DOTTED = re.compile(
    fold_pattern(
        f"(?<![{_DIGIT}十百千萬億·.])(?:[{_DIGIT}]?[十百]?[{_DIGIT}]|[{_DIGIT}]?十)[·.][{_DIGIT}]{{1,3}}(?={_UNIT})"
    )
)
_POINT = fold_pattern("點")
_MIDDLE = re.compile(fold_pattern(f"(?<![0-9.·])[0-9]{{1,4}}·[0-9]{{1,3}}(?={_UNIT})"))
# What is quick to look for: few texts hold one.
_DOT = re.compile(fold_pattern(f"[·.][{_DIGIT}]|[0-9]·[0-9]"))
_SPACE = re.compile(" [0-9]{3}(?![0-9])")
_SPACED = re.compile(
    r"(?<![0-9.,/-])(?<![0-9] )[1-9][0-9]{0,2}(?P<rest>(?: [0-9]{3}){1,4})(?![0-9,/-]| [0-9])"
    r"(?=(?:\.[0-9]+)? ?(?![年月日號号時时室座樓楼頁页期])[㐀-鿿%])"
)
# Behind a sign of money, or alone in the cell of a table, nothing need stand behind it.
_SURE = re.compile(
    r"(?:(?<=\$)|(?<=[|\t]) ?(?=[0-9. ]+[|\t\n]))[1-9][0-9]{0,2}(?P<rest>(?: [0-9]{3}){1,4})(?![0-9,/-]| [0-9])"
)
_COMMAS = re.compile("[0-9],[0-9]{3}")


def spell_figures(folded: str) -> str:
    """Folded text with these spellings written as the usual ones."""
    if _DOT.search(folded):
        folded = _MIDDLE.sub(lambda found: found[0].replace("·", "."), folded)
        folded = _DOTTED.sub(lambda found: found[0].replace("·", _POINT).replace(".", _POINT), folded)
    if _SPACE.search(folded):
        commas = _COMMAS.search(folded) is not None
        for spaced in (_SPACED, _SURE):
            folded = spaced.sub(lambda found: _parted(found, commas), folded)
    return folded


def _parted(found: re.Match[str], commas: bool) -> str:
    if commas and " 000" not in found["rest"]:
        return found[0]
    rest = found["rest"]
    return found[0][: -len(rest)] + rest.replace(" ", ",")
