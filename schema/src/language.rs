//! The language of the specs as tables: the parser is driven by them, and so is what is written about it.

/// A kind of mapping, and the keys that it may have.
#[derive(Debug)]
pub struct Shape {
    /// What it describes.
    pub name: &'static str,
    /// The keys, in their canonical order.
    pub keys: &'static [Key],
}

/// One key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether the mapping means nothing without it.
    pub need: Need,
    /// What it says.
    pub about: &'static str,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Must,
    /// It may be left out.
    May,
}

const fn must(name: &'static str, about: &'static str) -> Key {
    Key { name, need: Need::Must, about }
}

const fn may(name: &'static str, about: &'static str) -> Key {
    Key { name, need: Need::May, about }
}

const SPELLING: Key = may("spelling", "what the API calls the type, where capitals cannot be told from the name");
const TITLE: Key = must("title", "what the document calls it, as { zh, en }");
const SECTION: Key = must("section", "the section of the document");
const SINCE: Key = may("since", "the version of the document that brought it, if the document says so");

/// Words in two languages.
pub const BILINGUAL: Shape =
    Shape { name: "text in two languages", keys: &[must("zh", "the Chinese words"), must("en", "the English words")] };

/// An operation of the interface.
pub const OPERATION: Shape = Shape {
    name: "operation",
    keys: &[
        must("operation", "the name on the wire"),
        SPELLING,
        must("path", "the path on the host"),
        SECTION,
        SINCE,
        TITLE,
        may("about", "what it is for, as { zh, en }"),
        must("retry", "`safe` if it may be sent again when no answer came, `never` if not"),
        must("answer", "`signed` or `unsigned`"),
        may("sign_type", "the field that says how a request is signed, MD5 or HMAC-SHA256; MD5 if there is none"),
        may("needs", "what must be there before"),
        may("creates", "what is there afterwards"),
        must("request", "the fields that are sent"),
        must("response", "the fields that come back"),
        may("errors", "the business errors that the document lists"),
        may("codes", "code tables that only this spec uses"),
        may("examples", "requests that must pass, or must fail"),
        may("errata", "what is wrong with the document"),
    ],
};

/// Something that must be there before an operation can do its work.
pub const NEED: Shape = Shape {
    name: "need",
    keys: &[
        must("what", "the thing: `bound-card`, `order`, `message`, `bind-link`"),
        must("by", "the request's fields by which it is found; any that is given finds it"),
        may("same", "the request's fields whose values must be its own"),
    ],
};

/// Something that an operation brings about.
pub const CREATION: Shape = Shape {
    name: "creation",
    keys: &[
        must("what", "the thing: `bound-card`, `order`, `message`, `bind-link`"),
        may("by", "the request's fields that tell one from another; the same values again repeat the first"),
    ],
};

/// The content of `request_content` for one city.
pub const CONTENT: Shape = Shape {
    name: "content",
    keys: &[
        must("content", "the name: the path of the file among the specs"),
        SPELLING,
        may("wrapped_in", "the only key of the outermost object"),
        SECTION,
        SINCE,
        TITLE,
        may("provenance", "where it is known from, as { source, confidence }"),
        must("fields", "the rows"),
        may("choices", "groups of fields of which exactly one is given"),
        may("groups", "fields of which at most one, at least one, or all or none are given"),
        may("conditions", "fields that are mandatory, or must be left out, because of others"),
        may("rules", "rules across fields"),
        may("sections", "rows that exist only when the tag has a certain value"),
        may("outer", "the fields of the request that carries it of which its bindings speak"),
        may("bindings", "rules across its own fields and those under `outer`"),
        may("codes", "code tables that only this spec uses"),
        may("examples", "contents that must pass, or must fail"),
        may("errata", "what is wrong with the document"),
    ],
};

/// The fields of a request or an answer.
pub const RECORD: Shape = Shape {
    name: "field table",
    keys: &[
        must("fields", "the rows"),
        may("choices", "groups of fields of which exactly one is given"),
        may("groups", "fields of which at most one, at least one, or all or none are given"),
        may("conditions", "fields that are mandatory, or must be left out, because of others"),
        may("rules", "rules across fields"),
        may("sections", "rows that exist only when other fields have certain values"),
    ],
};

/// Rows under a condition.
pub const SECTION_OF_FIELDS: Shape = Shape {
    name: "section of a field table",
    keys: &[
        must("when", "the values of other fields, as { field: value }"),
        may("spelling", "what the API calls the type of the rows, where it is not the name of the tag's value"),
        must("fields", "the rows"),
    ],
};

/// A row of a field table.
pub const FIELD: Shape = Shape {
    name: "field",
    keys: &[
        must("name", "the name on the wire"),
        must("label", "the document's label"),
        may("en", "the label in English"),
        must("type", "the type in the document's notation, or `object`, or `list`"),
        may("of", "the type of a list's items, if they are no objects; what else the row says is about each item"),
        may("min", "the fewest items of a list"),
        may("max", "the most items of a list"),
        may("unique", "the field in which the items of a list differ"),
        may("count_of", "the list whose length the value is; programs leave it to the builder"),
        must("required", "the document's cell: Y, N, 二选, 一, nothing; or `present`"),
        may("format", "how the text must look"),
        may("wire", "in a content: `number` if the JSON value is a number; `string` if nothing is said"),
        may("range", "the amounts that it may be, as { min, max }"),
        may("decimals", "the most decimal places that an amount may have"),
        may("pattern", "a regular expression for the whole text"),
        may("codes", "the code table of its values"),
        may("tag", "what the API calls the choice, if the value decides which other fields there are"),
        may("sensitive", "`yes` if the value must never be shown"),
        may("role", "`nonce` or `signature`, if the client fills it in"),
        may("length", "what the limit counts: `bytes`, `characters`; `uncertain` if nothing is said"),
        SINCE,
        may("api", "another name in the API"),
        may("aliases", "other names under which it is read"),
        may("note", "what the document adds, as { zh, en }"),
        may("sample", "in an answer: a made-up value that a sandbox answers with"),
        may("from", "in an answer: the thing, needed or created, that has the value under the row's own name"),
        may("echoes", "in an answer: the request's field whose value comes back as it was sent"),
        SPELLING,
        may("fields", "the rows of an object, or of each item of a list"),
        may("choices", "choices among an object's fields"),
        may("groups", "groups of an object's fields"),
        may("conditions", "conditions on an object's fields"),
        may("rules", "rules across an object's fields"),
        may("sections", "rows of an object that exist only when its tag has a certain value"),
    ],
};

/// A field of the request that carries a content, as the content knows it.
pub const OUTER: Shape = Shape {
    name: "field of the request around a content",
    keys: &[
        must("name", "the name on the wire"),
        must("label", "the label"),
        may("en", "the label in English"),
        must("type", "the type in the document's notation"),
        may("format", "how the text must look: what it says of amounts decides how they are compared"),
    ],
};

/// The amounts that a field may be.
pub const RANGE: Shape =
    Shape { name: "range", keys: &[may("min", "the smallest amount"), may("max", "the largest amount")] };

/// Another name of a field.
pub const ALIAS: Shape = Shape {
    name: "alias",
    keys: &[must("name", "the other name"), must("section", "the section of the document that has it")],
};

/// A choice among groups of fields.
pub const CHOICE: Shape = Shape {
    name: "choice",
    keys: &[
        may("part", "the shared part that it is; then nothing else stands here"),
        may("name", "what the API calls it"),
        may("title", "what it decides, as { zh, en }"),
        may("of", "the groups"),
    ],
};

/// A group of a choice.
pub const ALTERNATIVE: Shape = Shape {
    name: "group of a choice",
    keys: &[
        must("name", "what the API calls it"),
        may("about", "what it means, as { zh, en }"),
        must("fields", "its fields; `field?` may be left out"),
    ],
};

/// A condition.
pub const CONDITION: Shape = Shape {
    name: "condition",
    keys: &[
        may("given", "the field that is given"),
        may("when", "or what holds, as in `kind = 'A' and total > 0`"),
        may("needs", "the field, or the fields, that are then mandatory"),
        may("absent", "the fields that must then be left out"),
    ],
};

/// A group of fields.
pub const GROUP: Shape = Shape {
    name: "group of fields",
    keys: &[
        must("give", "how many are given: `at-most-one`, `at-least-one`, `all-or-none`; exactly one is a choice"),
        must("of", "the fields"),
    ],
};

/// A rule across fields.
pub const RULE: Shape = Shape {
    name: "rule",
    keys: &[
        must("id", "the stable ID"),
        must(
            "check",
            "what must hold, as in `ghf + zjzj = ghhj`: amounts with `+ - *`, `round(x, 2)`, `sum(list.field)`, `len(list)`; texts as 'A'; `= != < <= > >=`; `given(field)`; `and`, `or`, `not`",
        ),
        may("severity", "`error`, or `warning`"),
        must("zh", "what it says, in Chinese"),
        must("en", "what it says, in English"),
    ],
};

/// A rule across the fields of a content and those of the request that carries it.
pub const BINDING: Shape = Shape {
    name: "binding",
    keys: &[
        must("id", "the stable ID"),
        must(
            "check",
            "what must hold, as in `outer.total_fee = price * 100`: as a rule does, with the request's fields behind `outer.`",
        ),
        may("severity", "`error`, or `warning`"),
        must("zh", "what it says, in Chinese"),
        must("en", "what it says, in English"),
    ],
};

/// A shared choice.
pub const PART: Shape =
    Shape { name: "part", keys: &[must("part", "the name"), SPELLING, TITLE, must("of", "the groups")] };

/// A code table in a file of its own.
pub const CODES: Shape = Shape {
    name: "code table",
    keys: &[
        must("codes", "the name"),
        SPELLING,
        must("kind", "`closed` if it lists every value, `open` if not"),
        SECTION,
        TITLE,
        must("values", "the values"),
    ],
};

/// A code table inside another spec.
pub const OWN_CODES: Shape = Shape {
    name: "code table",
    keys: &[
        must("name", "the name"),
        SPELLING,
        must("kind", "`closed` if it lists every value, `open` if not"),
        SECTION,
        TITLE,
        must("values", "the values"),
    ],
};

/// A value of a code table.
pub const CODE: Shape = Shape {
    name: "code",
    keys: &[
        must("code", "the text on the wire"),
        must("name", "what the API calls it"),
        must("zh", "what it means, in Chinese"),
        must("en", "what it means, in English"),
    ],
};

/// A table of errors.
pub const ERRORS: Shape = Shape {
    name: "table of errors",
    keys: &[must("errors", "the name"), SPELLING, TITLE, must("values", "the errors")],
};

const ERROR_CODE: Key = must("code", "the code, or the beginning of the message");
const ERROR_NAME: Key = must("name", "what the API calls it");
const ERROR_ZH: Key = must("zh", "what it means, in Chinese");
const ERROR_EN: Key = must("en", "what it means, in English");
const REMEDY: Key = must("remedy", "what to do, as { zh, en }");
const TOKEN: Key = may("token", "`refused` if a new access token cures it");
const DONE: Key = may("done", "`unknown` if what was asked for may have been done all the same");

/// An error of a table.
pub const ERROR: Shape =
    Shape { name: "error", keys: &[ERROR_CODE, ERROR_NAME, ERROR_ZH, ERROR_EN, REMEDY, TOKEN, DONE] };

/// An error of an operation.
pub const OPERATION_ERROR: Shape = Shape {
    name: "error of an operation",
    keys: &[
        ERROR_CODE,
        ERROR_NAME,
        ERROR_ZH,
        ERROR_EN,
        REMEDY,
        TOKEN,
        DONE,
        may("when", "the needed thing that is not there, or the field under `same` that differs from its own"),
    ],
};

/// A set of message templates.
pub const TEMPLATES: Shape = Shape {
    name: "set of templates",
    keys: &[
        must("templates", "the name"),
        must("operation", "the operation that fills them"),
        must("tag", "the field that chooses among them"),
        must("of", "the templates"),
    ],
};

/// A message template.
pub const TEMPLATE: Shape = Shape {
    name: "template",
    keys: &[
        must("value", "the value of the tag"),
        SECTION,
        must("title", "the title"),
        must("lines", "the lines, with {{name.DATA}} for what is filled in"),
        must("keywords", "what is filled in, and by whom"),
        must("sample", "the document's sample, line by line"),
    ],
};

/// A place in a template.
pub const KEYWORD: Shape = Shape {
    name: "place in a template",
    keys: &[
        must("name", "the name in the template"),
        may("from", "the field of the request that fills it"),
        may("platform", "what the platform fills in, as { zh, en }"),
        must("sample", "the text in the document's sample"),
    ],
};

/// A file of errata.
pub const ERRATA: Shape = Shape {
    name: "errata",
    keys: &[must("errata", "the document that they are about"), must("entries", "the entries")],
};

/// An erratum.
pub const ERRATUM: Shape = Shape {
    name: "erratum",
    keys: &[
        must("id", "the stable ID"),
        must("target", "what it is about: a spec, or a row by its path"),
        may("set", "what it changes; nothing if it only tells"),
        must("why", "what is wrong, as { zh, en }"),
        must("evidence", "how that is known, as { zh, en }"),
        must("confidence", "`high`, `medium` or `low`"),
        may("apply", "`on-request` if it is off unless switched on"),
    ],
};

/// What an erratum can change.
pub const CHANGE: Shape = Shape {
    name: "change of an erratum",
    keys: &[
        may("name", "the name on the wire; the old one is still read"),
        may("label", "the label"),
        may("en", "the English label"),
        may("type", "the type"),
        may("required", "the cell"),
        may("format", "the format"),
        may("codes", "the code table"),
        may("length", "what the limit counts"),
        may("sensitive", "whether it is never shown"),
        may("note", "the note"),
        may("lines", "the lines of a template"),
    ],
};

/// Where a content is known from.
pub const PROVENANCE: Shape = Shape {
    name: "provenance",
    keys: &[must("source", "the source, as { zh, en }"), must("confidence", "`high`, `medium` or `low`")],
};

/// An example.
pub const EXAMPLE: Shape = Shape {
    name: "example",
    keys: &[
        must("title", "what it shows, as { zh, en }"),
        may("fields", "wire names and texts"),
        may("json", "a JSON text"),
        may("outer", "beside a JSON text: the wire names and texts of the request that carries it"),
        may("breaks", "the violations that it must have, as `path: rule`"),
    ],
};

/// The kinds of file, by their first key.
pub const FILES: &[&Shape] = &[&OPERATION, &CONTENT, &CODES, &ERRORS, &PART, &TEMPLATES, &ERRATA];
