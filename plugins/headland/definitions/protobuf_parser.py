"""The grammar of Protocol Buffers files: text to messages, enums and services; what is broken is passed over.

Source: the language specifications of proto2, proto3 and editions, protobuf.dev/reference/protobuf.
"""

from __future__ import annotations

from headland.definitions.limits import MOST_DEPTH, MOST_PROBLEMS
from headland.definitions.protobuf_file import EnumValue, Field, File, Named, Rpc, Service
from headland.definitions.protobuf_tokens import Token, beside, tokens
from headland.definitions.tree import cut

_LABELS = frozenset({"optional", "required", "repeated"})
_MOST_TOKENS = 5_000_000


class _Broken(Exception):
    """The text is not of the grammar here."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


def parse_protobuf(text: str) -> File:
    """The parts of a file; after a broken one, what follows it."""
    return _Parser(text).file()


class _Parser:
    """Recursive descent over the tokens of one file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[Token] = []
        self._file = File()
        for token in tokens(text):
            if len(self._tokens) >= _MOST_TOKENS:
                self._file.problems.append((f"what follows the first {_MOST_TOKENS:,} words is not read", token.at))
                break
            self._tokens.append(token)
        self._next = 0

    def file(self) -> File:
        """Every statement of the file."""
        while self._peek() is not None:
            start = self._next
            try:
                self._statement()
            except _Broken as broken:
                self._passed_over(broken, start)
            if self._next == start:
                self._next += 1
        return self._file

    def _statement(self) -> None:
        token = self._take()
        word = token.text
        if word == ";":
            return
        if word in ("syntax", "edition"):
            self._expect("=")
            said = self._string()
            self._file.syntax = said if word == "syntax" else f"edition {said}"
            self._expect(";")
        elif word == "package":
            self._file.package = self._name()
            self._file.description = token.before
            self._expect(";")
        elif word == "import":
            if self._at("public", "weak", "option"):
                self._take()
            self._file.imports.append(self._string())
            self._expect(";")
        elif word == "option":
            self._option(self._file.options)
        elif word == "message" or (word in ("export", "local") and self._at("message", "enum")):
            if word == "message" or self._take().text == "message":
                self._message("", token.before, 0)
            else:
                self._enum("", token.before)
        elif word == "enum":
            self._enum("", token.before)
        elif word == "service":
            self._service(token.before)
        elif word == "extend":
            self._extend("", 0)
        else:
            raise _Broken(f"'{cut(word)}' begins nothing that is known", token.at)

    def _message(self, scope: str, description: str, depth: int) -> None:
        name = f"{scope}{self._word()}"
        made = Named(name, "message", description)
        self._file.named.append(made)
        self._expect("{")
        self._message_body(made, depth + 1)

    def _message_body(self, made: Named, depth: int, group: str = "") -> None:
        """All up to the closing brace."""
        if depth > MOST_DEPTH:
            self._skip_block()
            return
        while not self._at("}"):
            if self._peek() is None:
                raise _Broken(f"'{cut(made.name)}' is not closed by '}}'", len(self._text))
            start = self._next
            try:
                self._message_part(made, depth, group)
            except _Broken as broken:
                self._passed_over(broken, start)
            if self._next == start:
                self._next += 1
        self._take()

    def _message_part(self, made: Named, depth: int, group: str) -> None:
        token = self._take()
        word = token.text
        following = self._peek()
        nested = following is not None and following.kind == "word" and self._then("{")
        if word == ";":
            return
        if word in ("export", "local") and self._at("message", "enum") and not self._then("="):
            word = self._take().text
            nested = self._then("{")
        if word == "message" and nested:
            self._message(f"{made.name}.", token.before, depth)
        elif word == "enum" and nested:
            self._enum(f"{made.name}.", token.before)
        elif word == "oneof" and nested:
            name = self._word()
            self._expect("{")
            self._message_body(made, depth + 1, name)
        elif word == "extend" and not self._then("="):
            self._extend(f"{made.name}.", depth)
        elif word == "option" and not self._then("="):
            self._option(made.options)
        elif word in ("reserved", "extensions") and not self._then("="):
            self._reserved(made, word)
        else:
            made.fields.extend(self._field(token, made.name, group, depth))

    def _field(self, token: Token, scope: str, group: str, depth: int) -> list[Field]:
        """One field; of a group, its field, and the message that it defines."""
        label = ""
        type_token = token
        if token.text in _LABELS and not self._at("="):
            label = token.text
            type_token = self._take()
        if type_token.text == "group" and self._then("="):
            name = self._word()
            self._expect("=")
            number = self._take().text
            options = self._options()
            self._expect("{")
            inner = Named(f"{scope}.{name}", "message", token.before)
            self._file.named.append(inner)
            self._message_body(inner, depth + 1)
            return [Field(name.lower(), inner.name, token.at, number, label, "", group, options, token.before)]
        key = ""
        if type_token.text == "map" and self._at("<"):
            self._take()
            key = self._name()
            self._expect(",")
            type_ = self._name()
            self._expect(">")
        else:
            type_ = self._name(type_token)
        name = self._word()
        self._expect("=")
        number = self._take().text
        if number == "-":
            number += self._take().text
        options = self._options()
        end = self._expect(";")
        description = token.before or beside(self._text, end.at + 1)
        return [Field(name, type_, type_token.at, number, label, key, group, options, description)]

    def _enum(self, scope: str, description: str) -> None:
        name = f"{scope}{self._word()}"
        made = Named(name, "enum", description)
        self._file.named.append(made)
        self._expect("{")
        while not self._at("}"):
            if self._peek() is None:
                raise _Broken(f"'{cut(name)}' is not closed by '}}'", len(self._text))
            start = self._next
            try:
                self._enum_part(made)
            except _Broken as broken:
                self._passed_over(broken, start)
            if self._next == start:
                self._next += 1
        self._take()

    def _enum_part(self, made: Named) -> None:
        token = self._take()
        if token.text == ";":
            return
        if token.text == "option" and not self._at("="):
            self._option(made.options)
        elif token.text == "reserved" and not self._at("="):
            self._reserved(made, "reserved")
        else:
            self._expect("=")
            number = self._take().text
            if number == "-":
                number += self._take().text
            options = self._options()
            end = self._expect(";")
            told = token.before or beside(self._text, end.at + 1)
            made.values.append(EnumValue(token.text, number, options, told))

    def _service(self, description: str) -> None:
        made = Service(self._word(), description)
        self._file.services.append(made)
        self._expect("{")
        while not self._at("}"):
            if self._peek() is None:
                raise _Broken(f"'{cut(made.name)}' is not closed by '}}'", len(self._text))
            start = self._next
            try:
                token = self._take()
                if token.text == "rpc":
                    made.rpcs.append(self._rpc(token))
                elif token.text == "option":
                    self._option(made.options)
                elif token.text != ";":
                    raise _Broken(f"'{cut(token.text)}' is no part of a service", token.at)
            except _Broken as broken:
                self._passed_over(broken, start)
            if self._next == start:
                self._next += 1
        self._take()

    def _rpc(self, token: Token) -> Rpc:
        name = self._word()
        request, request_streams = self._rpc_type()
        self._expect("returns")
        response, response_streams = self._rpc_type()
        options: dict[str, str] = {}
        if self._at("{"):
            self._take()
            while not self._at("}"):
                inner = self._take()
                if inner.text == "option":
                    self._option(options)
                elif inner.text != ";":
                    raise _Broken(f"'{cut(inner.text)}' is no part of an rpc", inner.at)
            self._take()
            if self._at(";"):
                self._take()
        else:
            self._expect(";")
        return Rpc(name, token.at, request, response, request_streams, response_streams, token.before, options)

    def _rpc_type(self) -> tuple[str, bool]:
        self._expect("(")
        streams = self._at("stream") and not self._then(")")
        if streams:
            self._take()
        name = self._name()
        self._expect(")")
        return name, streams

    def _extend(self, scope: str, depth: int) -> None:
        extended = self._name()
        holder = Named(f"{scope}{extended}", "message", "")
        self._expect("{")
        self._message_body(holder, depth + 1)
        self._file.extended.extend((extended, found) for found in holder.fields)

    def _reserved(self, made: Named, word: str) -> None:
        said: list[str] = []
        while not self._at(";"):
            token = self._take()
            if token.text == "[":
                self._skip_until("]")
                continue
            said.append("," if token.text == "," else f" {token.text}")
        self._take()
        if word == "reserved":
            made.reserved.append("".join(said).strip())

    def _option(self, options: dict[str, str]) -> None:
        name = self._option_name()
        self._expect("=")
        options[name] = self._value()
        self._expect(";")

    def _options(self) -> dict[str, str]:
        """`[deprecated = true, …]`, where it is there."""
        found: dict[str, str] = {}
        if not self._at("["):
            return found
        self._take()
        while not self._at("]"):
            name = self._option_name()
            self._expect("=")
            found[name] = self._value()
            if self._at(","):
                self._take()
        self._take()
        return found

    def _option_name(self) -> str:
        parts: list[str] = []
        while not self._at("=", ";", "]", "}"):
            token = self._take()
            parts.append(token.text)
        return "".join(part for part in parts if part not in "()")

    def _value(self) -> str:
        """A constant: a word, a number, strings, or a message in braces as it is written."""
        token = self._take()
        if token.text == "{":
            start = token.at
            self._skip_block()
            return self._text[start : self._tokens[self._next - 1].at + 1]
        if token.kind == "string":
            whole = token.text[1:-1]
            while self._kind() == "string":
                whole += self._take().text[1:-1]
            return whole
        if token.text in "+-":
            return token.text + self._take().text
        return self._name(token) if token.kind == "word" else token.text

    def _skip_block(self) -> None:
        """Go past the closing brace of a block whose opening one is taken."""
        depth = 1
        while depth:
            token = self._take()
            depth += {"{": 1, "}": -1}.get(token.text, 0)

    def _skip_until(self, text: str) -> None:
        while self._take().text != text:
            pass

    def _passed_over(self, broken: _Broken, start: int) -> None:
        """Tell of what is broken, and go past the end of the statement that it is in."""
        if len(self._file.problems) < MOST_PROBLEMS:
            self._file.problems.append((broken.message, broken.at))
        if broken.at >= len(self._text):
            self._next = len(self._tokens)
            return
        self._next = start
        depth = 0
        while (token := self._peek()) is not None:
            if token.text == "}" and depth == 0:
                return
            self._next += 1
            if token.text == "{":
                depth += 1
            elif token.text == "}":
                depth -= 1
                if depth == 0:
                    return
            elif token.text == ";" and depth == 0:
                return

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _kind(self) -> str:
        token = self._peek()
        return "" if token is None else token.kind

    def _at(self, *texts: str) -> bool:
        token = self._peek()
        return token is not None and token.kind != "string" and token.text in texts

    def _then(self, text: str) -> bool:
        """Whether the token after the next one is this."""
        at = self._next + 1
        return at < len(self._tokens) and self._tokens[at].text == text

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise _Broken("the text ends in the middle of something", len(self._text))
        self._next += 1
        return token

    def _expect(self, text: str) -> Token:
        token = self._take()
        if token.text != text:
            raise _Broken(f"expected '{text}', found '{cut(token.text)}'", token.at)
        return token

    def _word(self) -> str:
        token = self._take()
        if token.kind != "word":
            raise _Broken(f"expected a name, found '{cut(token.text)}'", token.at)
        return token.text

    def _string(self) -> str:
        token = self._take()
        if token.kind != "string":
            raise _Broken(f"expected a text in quotes, found '{cut(token.text)}'", token.at)
        return token.text[1:-1]

    def _name(self, first: Token | None = None) -> str:
        """A name with dots, which may begin with one."""
        token = first or self._take()
        parts = [token.text]
        if token.text == ".":
            parts.append(self._word())
        elif token.kind != "word":
            raise _Broken(f"expected a name, found '{cut(token.text)}'", token.at)
        while self._at("."):
            self._take()
            parts.append(f".{self._word()}")
        return "".join(parts)
