"""Lines and columns derive from bytes, and count characters from 1."""

from hypothesis import given
from hypothesis import strategies as st

from headland.core.span import Lines, Position


def test_columns_count_characters_not_bytes() -> None:
    assert Lines("é: ü\n".encode()).position(4) == Position(1, 4)


def test_a_byte_order_mark_takes_no_column() -> None:
    lines = Lines(b"\xef\xbb\xbfa: 1\n")
    assert lines.position(3) == Position(1, 1)
    assert lines.text(1) == "a: 1"


def test_all_three_line_ends_count() -> None:
    lines = Lines(b"a\r\nb\rc\nd")
    assert [lines.text(number) for number in range(1, len(lines) + 1)] == ["a", "b", "c", "d"]
    assert lines.position(3) == Position(2, 1)


@given(st.binary(max_size=200), st.integers(0, 250))
def test_every_offset_of_any_bytes_has_a_position(data: bytes, offset: int) -> None:
    lines = Lines(data)
    position = lines.position(offset)
    assert 1 <= position.line <= len(lines)
    assert position.column >= 1
    assert lines.start_of(position.line) <= min(offset, len(data))
