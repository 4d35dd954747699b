"""A document as a pydantic model. Keeps one decision: an author reads our sentences, not pydantic's."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function, no_info_before_validator_function

from kiosk.errors import Fault
from kiosk.files import wording
from kiosk.files.text_file import one_line
from kiosk.files.yaml_file import Document, Trail, Value

_NUMBER: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


def refused(what: str, remedy: str) -> PydanticCustomError:
    """Return what a validator raises: `what` follows "title is ..., which", `remedy` says what to write."""
    return PydanticCustomError("refused", "{what}", {"what": what, "remedy": remedy})


@dataclass(frozen=True)
class Matching:
    """That a text must match a whole pattern, for the annotation of a field: else `what`, and `remedy`."""

    pattern: str
    what: str
    remedy: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's
        """Return the validation (pydantic asks)."""
        return no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the same for an editor (pydantic asks)."""
        return handler(core) | {"pattern": f"^(?:{self.pattern})$"}

    def _checked(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text):
            raise refused(self.what, self.remedy)
        return text


@dataclass(frozen=True)
class Allowed:
    """What a key may hold, for the annotation of a field.

    `read` makes the value of what the file holds, or raises ValueError. `wanted` is what can be written, to
    follow on "write".
    """

    read: Callable[[Value], Any]
    wanted: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's
        """Return the validation (pydantic asks)."""
        return no_info_before_validator_function(self._checked, handler(source))

    def _checked(self, held: Value) -> Any:  # noqa: ANN401 - each key has its type
        if held is None or held == "":
            raise PydanticCustomError("nothing", "nothing")
        try:
            return self.read(held)
        except ValueError:
            held_as = "" if isinstance(held, str) else f"is {wording.kind_of(held)}, which "
            raise refused(f"{held_as}is not possible here", f"write {self.wanted}") from None


def one_of(choices: Mapping[str | bool, Any], wanted: str) -> Allowed:
    """Return that a key holds a text, or true or false, that stands for one of the values."""

    def read(held: Value) -> Any:  # noqa: ANN401 - each key has its type
        if isinstance(held, str | bool) and held in choices:
            return choices[held]
        raise ValueError

    return Allowed(read, wanted)


def number(lowest: float, highest: float, unit: str) -> Allowed:
    """Return that a key holds a number, which is written with digits and a full stop."""

    def read(held: Value) -> float:
        if isinstance(held, str) and _NUMBER.fullmatch(held) and lowest <= float(held) <= highest:
            return float(held)
        raise ValueError

    return Allowed(read, f"a number of {unit} from {lowest:g} to {highest:g}")


def _filled(text: str) -> str:
    text = one_line(text)
    if not text:
        raise PydanticCustomError("nothing", "nothing")
    return text


Text = Annotated[str, AfterValidator(_filled), Field(json_schema_extra={"minLength": 1})]


class Entry(BaseModel):
    """What stands under a key, or in a whole file: known keys and nothing else."""

    # Built when it is first used: a kiosk without a settings file has no need of its model.
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


Model = TypeVar("Model", bound=BaseModel)


def check(
    document: Document, model: type[Model], meanings: Mapping[str, str]
) -> tuple[Model | None, list[Fault]]:
    """Return what the document holds as the model, or every way in which it does not fit.

    `meanings` has what to write for each key, as `wording` uses it.

    A value in which the reading has found a fault already is not judged a second time.
    """
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    details = [detail for detail in details if not document.is_doubtful(*detail["loc"])]
    misspelt: set[Trail] = set()
    faults: list[Fault] = []
    for detail in details:
        if detail["type"] == "extra_forbidden":
            trail = detail["loc"]
            keys = keys_of(_entry_at(model, trail))
            nearest = wording.nearest_key(trail[-1], keys)
            misspelt.add((*trail[:-1], nearest))
            what, remedy = wording.unknown_key(trail, keys, nearest)
            faults.append(document.fault(*trail, what=what, remedy=remedy))
    faults += [_fault(document, detail, meanings) for detail in details if _is_news(detail, misspelt)]
    return None, faults


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys that an author writes for the model."""
    return [entry.alias or name for name, entry in model.model_fields.items()]


def allowed_in(model: type[BaseModel]) -> dict[str, str]:
    """Return what can be written for each key of the model that says so."""
    return {
        entry.alias or name: each.wanted
        for name, entry in model.model_fields.items()
        for each in entry.metadata
        if isinstance(each, Allowed)
    }


def _entry_at(model: type[BaseModel], trail: Trail) -> type[BaseModel]:
    """Return the model that the key at the end of the trail belongs to."""
    for step in trail[:-1]:
        for name, entry in model.model_fields.items():
            if step == (entry.alias or name):
                model = _model_in(entry.annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - whatever a field can be
    """Return the model that a field holds, alone or in a list, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _is_news(detail: ErrorDetails, misspelt: set[Trail]) -> bool:
    """Tell whether a fault is still to be told: a key that is only misspelt is not missing as well."""
    return detail["type"] != "extra_forbidden" and not (
        detail["type"] == "missing" and detail["loc"] in misspelt
    )


def _fault(document: Document, detail: ErrorDetails, meanings: Mapping[str, str]) -> Fault:
    kind = detail["type"]
    trail = detail["loc"]
    if kind == "missing":
        what, remedy = wording.missing_key(trail, meanings)
        return document.fault(*trail, what=what, remedy=remedy)
    trail = document.nearest(*trail)  # a paragraph written as a bare text has no key of its own
    held = document.at(*trail)
    if kind == "refused":
        what, remedy = wording.refused(trail, held, detail["ctx"]["what"]), detail["ctx"]["remedy"]
    elif kind in ("nothing", "too_short") or held is None:
        what, remedy = wording.empty(trail, meanings)
    else:
        what, remedy = wording.wrong_type(trail, held, meanings, wanted=kind)
    return document.fault(*trail, what=what, remedy=remedy)
