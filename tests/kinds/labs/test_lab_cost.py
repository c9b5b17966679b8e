"""A table of thousands of units costs as much for each as a table of a hundred."""

from time import process_time

from extractor import Extractor

_LINE = "晴川大學的河口沉積物聯合實驗室由晴川大學和港大共建，社科院美國研究所派員，{}海岸生態研究中心隸屬港大。"


def _seconds(extractor, units):
    names = (chr(0x4E00 + index % 3000) + chr(0x5E00 + index // 7 % 3000) for index in range(units))
    text = "\n\n".join(map(_LINE.format, names))
    began = process_time()
    extractor.extract(text)
    return process_time() - began


def test_the_cost_grows_with_the_text_and_no_faster():
    extractor = Extractor()
    _seconds(extractor, 10)
    assert _seconds(extractor, 900) < 15 * min(_seconds(extractor, 150) for _ in range(2))
