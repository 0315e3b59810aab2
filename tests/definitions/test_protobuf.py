"""Protocol Buffers: methods of services are operations, messages and enums are types, comments describe them."""

from __future__ import annotations

import pytest
from tests.definitions.reading import definition, messages, operation, type_named

LEDGER = """\
// Nobody's licence.

syntax = "proto3";
// Books and reads entries.
package acme.ledger.v1;
import "google/protobuf/timestamp.proto";

// The ledger.
// It forgets nothing.
service Ledger {
  // Books one.
  rpc Book(BookRequest) returns (Entry) {
    option (google.api.http) = { post: "/v1/entries" body: "*" };
  }
  rpc Follow(BookRequest) returns (stream .acme.ledger.v1.Entry);
  rpc Load(stream Entry) returns (Entry) { option deprecated = true; }
  rpc Talk(stream Entry) returns (stream Entry);
}
/* What is booked.
 * All of it. */
message BookRequest {
  reserved 4, 5 to 7;
  string id = 1 [deprecated = true, (rules.string) = {min_len: 1}]; // Given by the caller.
  oneof what { Entry entry = 2; bytes raw = 3; }
  map<string, Entry.Line> lines = 8;
  optional int32 message = 9;
  google.protobuf.Timestamp at = 10;
}
message Entry {
  message Line { Kind kind = 1; }
  repeated Line lines = 1;
  enum Kind { KIND_UNSPECIFIED = 0; KIND_OLD = -1 [deprecated = true]; }
}
"""


def test_methods_are_operations_by_how_they_stream() -> None:
    made = definition(LEDGER)
    assert (made.format, made.title, made.version) == ("Protocol Buffers proto3", "Ledger", "v1")
    assert made.problems == ()
    assert [(one.verb, one.path) for one in made.operations] == [
        ("RPC", "/acme.ledger.v1.Ledger/Book"),
        ("SERVER STREAM", "/acme.ledger.v1.Ledger/Follow"),
        ("CLIENT STREAM", "/acme.ledger.v1.Ledger/Load"),
        ("BIDI STREAM", "/acme.ledger.v1.Ledger/Talk"),
    ]
    book = operation(made, "RPC", "/acme.ledger.v1.Ledger/Book")
    assert (book.description, book.tags, book.notes) == ("Books one.", ("Ledger",), ("HTTP POST /v1/entries",))
    follow = made.operations[1].answers[0].bodies[0]
    assert follow.schema is not None
    assert (follow.streamed, follow.schema.type) == (True, "stream of Entry")
    assert follow.schema.reference == type_named(made, "Entry").anchor
    assert made.operations[2].deprecated
    assert made.tags[0].description == "The ledger.\nIt forgets nothing."


def test_messages_tell_fields_with_numbers_groups_and_comments() -> None:
    made = definition(LEDGER)
    request = type_named(made, "BookRequest")
    assert request.description == "What is booked.\nAll of it."
    assert request.schema.constraints == ("reserved 4, 5 to 7",)
    fields = {one.name: one for one in request.schema.properties}
    assert fields["id"].schema.description == "Given by the caller."
    assert fields["id"].deprecated
    assert fields["entry"].notes == ("field 2", "one of what")
    assert (fields["lines"].schema.type, fields["lines"].schema.reference) == (
        "map of string to Entry.Line",
        type_named(made, "Entry.Line").anchor,
    )
    assert fields["message"].notes == ("field 9", "optional")
    assert fields["at"].schema.reference is None
    assert type_named(made, "Entry").schema.properties[0].schema.type == "list of Entry.Line"
    kind = type_named(made, "Entry.Kind")
    assert [(value.name, value.number, value.deprecated) for value in kind.values] == [
        ("KIND_UNSPECIFIED", 0, False),
        ("KIND_OLD", -1, True),
    ]


def test_proto2_and_editions_are_read() -> None:
    made = definition(
        'syntax = "proto2";\nmessage A {\n  required int32 a = 1 [default = 7];\n'
        "  optional group Inner = 2 { optional string b = 1; }\n  extensions 100 to max;\n}\n"
        "extend A { optional string more = 100; }\n"
    )
    outer = type_named(made, "A")
    assert [(one.name, one.required, one.schema.default) for one in outer.schema.properties] == [
        ("a", True, "7"),
        ("inner", False, None),
        ("more", False, None),
    ]
    assert type_named(made, "A.Inner").schema.properties[0].name == "b"
    edition = definition('edition = "2023";\noption features.field_presence = IMPLICIT;\nmessage B { string a = 1; }\n')
    assert edition.format == "Protocol Buffers edition 2023"


def test_after_a_broken_part_the_next_ones_are_read() -> None:
    made = definition(
        'syntax = "proto3";\nmessage A {\n  string a 1;\n  string b = 2;\n}\n'
        "service S {\n  rpc Bad(A) retuns (A);\n  rpc Good(A) returns (A);\n}\nmessage Open { string c = 1;\n"
    )
    assert [line for line, _ in messages(made)] == [3, 7, 11]
    assert [one.name for one in made.operations] == ["Good"]
    assert [one.name for one in type_named(made, "A").schema.properties] == ["b"]
    assert type_named(made, "Open").schema.properties


@pytest.mark.parametrize("imports", ["", 'import "other.proto";\n'])
def test_an_unknown_type_is_told_where_no_other_file_could_have_it(imports: str) -> None:
    made = definition(f'syntax = "proto3";\n{imports}message A {{\n  Nope n = 1;\n}}\n')
    assert bool(made.problems) is not bool(imports)


def test_a_file_of_enums_alone_is_not_taken_for_graphql() -> None:
    made = definition('syntax = "proto3";\npackage a;\n\nenum State {\n  STATE_UNSPECIFIED = 0;\n}\n')
    assert (made.family, [one.kind for one in made.types], made.problems) == ("protobuf", ["enum"], ())
