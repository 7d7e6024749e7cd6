"""The schema that checks tip files has the fields of the model of a tip, with the same defaults."""

import pytest
from msgspec import NODEFAULT, Struct, structs
from pydantic import BaseModel

from tipcycle.catalogue.schema import ExampleModel, ThemeModel, ThemeTextModel, TipModel, TipTextModel
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.tips import Example, Theme, ThemeText, Tip, TipText


@pytest.mark.parametrize(
    ("schema", "model", "translations"),
    [
        (TipModel, Tip, "texts"),
        (TipTextModel, TipText, None),
        (ThemeModel, Theme, "texts"),
        (ThemeTextModel, ThemeText, None),
        (ExampleModel, Example, "text"),
    ],
)
def test_schema_has_the_fields_of_the_model(
    schema: type[BaseModel], model: type[Struct], translations: str | None
) -> None:
    """A file has one table for each language instead of the field with the translations."""
    fields = {field.name: field.default for field in structs.fields(model) if field.name != translations}
    in_files = {name: field for name, field in schema.model_fields.items() if name not in LANGUAGES}
    assert set(in_files) == set(fields)
    for name, field in in_files.items():
        assert field.is_required() == (fields[name] is NODEFAULT), name
        if not field.is_required():
            default = tuple(field.default) if isinstance(field.default, list) else field.default
            assert default == fields[name], name
    assert translations is None or set(LANGUAGES) <= set(schema.model_fields)
