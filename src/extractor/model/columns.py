"""The records as Arrow types, so that every table and shard says the same of them.

Figures are `decimal128(38, 12)`: 26 digits in front of the point (18萬千萬億 has 21) and 12 behind it, exact,
and read as decimals by every engine. A figure that does not fit is null there, and a warning
`figure_out_of_column` holds its digits.
"""

from __future__ import annotations

import types
from decimal import Context, Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from extractor.model.records import Extraction, Warned

PRECISION, SCALE = 38, 12
_BOUND = Decimal(10) ** (PRECISION - SCALE)
_STEP = Decimal(1).scaleb(-SCALE)
_WIDE = Context(prec=PRECISION + 1)
FIGURES = ("value", "min", "max")


def fits(number: Decimal) -> bool:
    """Whether a figure is exact in a `decimal128(38, 12)`."""
    if number.copy_abs() >= _BOUND:  # abs() would round to 28 digits
        return False
    return number == number.quantize(_STEP, context=_WIDE)


def fitted(extraction: Extraction) -> Extraction:
    """The extraction with every figure that no column can hold set to null, and a warning with its digits."""
    warnings = []
    changed: dict[str, list[Any]] = {}
    for kind in ("amounts", "quantities"):
        rows = []
        for record in getattr(extraction, kind):
            wide = {name: getattr(record, name) for name in FIGURES if not _fits(getattr(record, name))}
            rows.append(record.model_copy(update=dict.fromkeys(wide)) if wide else record)
            if wide:
                mention = record.mentions[0]
                said = ", ".join(f"{name} {format(number, 'f')}" for name, number in wide.items())
                message = f"a figure has more digits than a column holds, and is null there: {said}"
                warnings.append(
                    Warned(code="figure_out_of_column", message=message, start=mention.start, end=mention.end)
                )
        changed[kind] = rows
    if not warnings:
        return extraction
    return extraction.model_copy(update={**changed, "warnings": [*extraction.warnings, *warnings]})


def _fits(number: Decimal | None) -> bool:
    return number is None or fits(number)


@cache
def arrow_type(model: type[BaseModel]) -> Any:
    """The Arrow struct of a record model, its fields in model order."""
    import pyarrow

    hints = get_type_hints(model)
    return pyarrow.struct([(name, field_type(hints[name])) for name in model.model_fields])


def field_type(hint: Any) -> Any:
    """The Arrow type of a field's annotation."""
    import pyarrow

    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return field_type(next(one for one in arguments if one is not type(None)))
    if origin is list:
        return pyarrow.list_(field_type(arguments[0]))
    if origin is Literal:
        return pyarrow.int64() if isinstance(arguments[0], int) else pyarrow.string()
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return arrow_type(hint)
    simple = {
        bool: pyarrow.bool_(), int: pyarrow.int64(), str: pyarrow.string(),
        Decimal: pyarrow.decimal128(PRECISION, SCALE),
    }  # fmt: skip
    return simple[hint]


def extraction_schema() -> Any:
    """The Arrow schema of whole extractions, one a row."""
    import pyarrow

    return pyarrow.schema(list(arrow_type(Extraction)))
