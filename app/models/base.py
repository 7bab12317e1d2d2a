"""The declarative base: naming convention, keys and the two mix-ins that most rows share."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.models.types import ExactDecimal, JsonText, NfcText, Ore, UtcInstant, new_id

Money = Annotated[int, mapped_column(Ore)]


class Base(DeclarativeBase):
    """Every stored row: a program-made key and typed columns."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        str: NfcText,
        Decimal: ExactDecimal,
        datetime: UtcInstant,
        date: Date,
        dict[str, Any]: JsonText,
        list[str]: JsonText,
        list[dict[str, Any]]: JsonText,
    }

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, default=new_id)


class Versioned:
    """An editable root row: `version` rises with every change to it or to its children."""

    version: Mapped[int] = mapped_column(Integer, default=1)


class Exemplary:
    """A row that may be invented example data; it then says so in data, on screen and on paper."""

    example: Mapped[bool] = mapped_column(default=False)


def reference(target: str, *, index: bool = True) -> Any:
    """A foreign key column to `table.id`; deleting what is referred to is refused by the file."""
    return mapped_column(Integer, ForeignKey(target), index=index)


def add_money_checks(metadata: MetaData) -> None:
    """Give each money column its `typeof(…) = 'integer'` check, so that no float can enter by any road."""
    for table in metadata.tables.values():
        present = {constraint.name for constraint in table.constraints}
        for column in table.columns:
            name = f"{column.name}_whole"
            if isinstance(column.type, Ore) and f"ck_{table.name}_{name}" not in present:
                allowed = "IN ('integer', 'null')" if column.nullable else "= 'integer'"
                table.append_constraint(CheckConstraint(f"typeof({column.name}) {allowed}", name=name))
