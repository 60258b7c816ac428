"""Facts and scenarios are read exactly: no floats, no surprises, nothing twice."""

from decimal import Decimal

import pytest

from rulec.build.exact_data import load_data, load_json, load_yaml
from rulec.diagnostics import UserError


def test_numbers_stay_as_written() -> None:
    assert load_json('{"a": 1.10, "b": 3}', "x.json") == {"a": Decimal("1.10"), "b": 3}
    found = load_yaml("a: 333.45\nb: -3\nc: 010\nd: 1:30\ne: 1e5\nf: .5\n", "x.yaml")
    assert found == {"a": Decimal("333.45"), "b": -3, "c": "010", "d": "1:30", "e": "1e5", "f": ".5"}


def test_only_true_and_false_are_flags_and_dates_are_words() -> None:
    found = load_yaml("a: yes\nb: true\nc: 是\nd: 2023-11-05\ne:\nf: 'true'\n", "x.yaml")
    assert found == {"a": "yes", "b": True, "c": "是", "d": "2023-11-05", "e": None, "f": "true"}


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', "a: 1\na: 2", "x: {b: 1, b: 1}"])
def test_a_name_given_twice_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        load_data(text, "-")
    assert caught.value.code == "B006"


@pytest.mark.parametrize("text", ["{", '{"a": NaN}', "a: [", "a: &x [*x]", "a: !!python/name:os.system", "[" * 5_000, "a: !!float .nan"])
def test_malformed_text_is_a_user_error(text: str) -> None:
    with pytest.raises(UserError) as caught:
        load_data(text, "x.json" if text.startswith('{"') else "-")
    assert caught.value.code == "B005"


def test_without_a_suffix_json_comes_first_and_flow_yaml_is_understood() -> None:
    assert load_data('{"a": 1.0}', "-") == {"a": Decimal("1.0")}
    assert load_data("{情节: 轻微}", "-") == {"情节": "轻微"}
    assert load_data("\ufeff情节: 轻微", "-") == {"情节": "轻微"}
