//! The language of the specs as tables: the parser is driven by them, and so is what is written about it.

pub mod expressions;
mod json_schema;
mod pages;
mod shape;
pub(crate) mod words;

pub use json_schema::{JSON_SCHEMA_FILE, json_schema};
pub use pages::{EXAMPLES, PAGES, Page};
pub use shape::{Key, Need, Shape, Value, Word, shapes};
pub use words::NOTATIONS;

use shape::{may, must};
use words::listed;

const SPELLING: Key = may("spelling", "what the API calls the type, where capitals cannot be told from the name");
const TITLE: Key = must("title", "what the document calls it, as { zh, en }").mapping(&BILINGUAL);
const SECTION: Key = must("section", "the section of the document");
const SINCE: Key = may("since", "the version of the document that brought it, if the document says so");

/// Words in two languages.
pub static BILINGUAL: Shape =
    Shape { name: "text in two languages", keys: &[must("zh", "the Chinese words"), must("en", "the English words")] };

/// An operation of the interface.
pub static OPERATION: Shape = Shape {
    name: "operation",
    keys: &[
        must("operation", "the name on the wire"),
        SPELLING,
        must("path", "the path on the host"),
        SECTION,
        SINCE,
        TITLE,
        may("about", "what it is for, as { zh, en }").mapping(&BILINGUAL),
        must("retry", "`safe` if it may be sent again when no answer came, `never` if not")
            .word(|| listed(words::RETRY)),
        must("answer", "`signed` or `unsigned`").word(|| listed(words::ANSWER)),
        may("sign_type", "the field that says how a request is signed, MD5 or HMAC-SHA256; MD5 if there is none"),
        may("needs", "what must be there before").list(&NEED),
        may("creates", "what is there afterwards").list(&CREATION),
        must("request", "the fields that are sent").mapping(&RECORD),
        must("response", "the fields that come back").mapping(&RECORD),
        may("errors", "the business errors that the document lists").list(&OPERATION_ERROR),
        may("codes", "code tables that only this spec uses").list(&OWN_CODES),
        may("examples", "requests that must pass, or must fail").list(&EXAMPLE),
        may("errata", "what is wrong with the document").list(&ERRATUM),
    ],
};

/// Something that must be there before an operation can do its work.
pub static NEED: Shape = Shape {
    name: "need",
    keys: &[
        must("what", "the thing: `bound-card`, `order`, `message`, `bind-link`").word(|| listed(&words::things())),
        must("by", "the request's fields by which it is found; any that is given finds it").texts(),
        may("same", "the request's fields whose values must be its own").texts(),
    ],
};

/// Something that an operation brings about.
pub static CREATION: Shape = Shape {
    name: "creation",
    keys: &[
        must("what", "the thing: `bound-card`, `order`, `message`, `bind-link`").word(|| listed(&words::things())),
        may("by", "the request's fields that tell one from another; the same values again repeat the first").texts(),
    ],
};

/// The content of `request_content` for one city.
pub static CONTENT: Shape = Shape {
    name: "content",
    keys: &[
        must("content", "the name: the path of the file among the specs"),
        SPELLING,
        may("wrapped_in", "the only key of the outermost object"),
        may("received", "`yes` if it comes back in an answer and is never sent").word(|| listed(words::YES)),
        SECTION,
        SINCE,
        TITLE,
        may("provenance", "where it is known from, as { source, confidence }").mapping(&PROVENANCE),
        must("fields", "the rows").list(&FIELD),
        may("choices", "groups of fields of which exactly one is given").list(&CHOICE),
        may("groups", "fields of which at most one, at least one, or all or none are given").list(&GROUP),
        may("conditions", "fields that are mandatory, or must be left out, because of others").list(&CONDITION),
        may("rules", "rules across fields").list(&RULE),
        may("sections", "rows that exist only when the tag has a certain value").list(&SECTION_OF_FIELDS),
        may("outer", "the fields of the request that carries it of which its bindings speak").list(&OUTER),
        may("bindings", "rules across its own fields and those under `outer`").list(&BINDING),
        may("codes", "code tables that only this spec uses").list(&OWN_CODES),
        may("examples", "contents that must pass, or must fail").list(&EXAMPLE),
        may("errata", "what is wrong with the document").list(&ERRATUM),
    ],
};

/// The fields of a request or an answer.
pub static RECORD: Shape = Shape {
    name: "field table",
    keys: &[
        must("fields", "the rows").list(&FIELD),
        may("choices", "groups of fields of which exactly one is given").list(&CHOICE),
        may("groups", "fields of which at most one, at least one, or all or none are given").list(&GROUP),
        may("conditions", "fields that are mandatory, or must be left out, because of others").list(&CONDITION),
        may("rules", "rules across fields").list(&RULE),
        may("sections", "rows that exist only when other fields have certain values").list(&SECTION_OF_FIELDS),
    ],
};

/// Rows under a condition.
pub static SECTION_OF_FIELDS: Shape = Shape {
    name: "section of a field table",
    keys: &[
        must("when", "the values of other fields, as { field: value }").pairs(),
        may("spelling", "what the API calls the type of the rows, where it is not the name of the tag's value"),
        must("fields", "the rows").list(&FIELD),
    ],
};

/// A row of a field table.
pub static FIELD: Shape = Shape {
    name: "field",
    keys: &[
        must("name", "the name on the wire"),
        must("label", "the document's label"),
        may("en", "the label in English"),
        must("type", "the type in the document's notation, or `object`, or `list`").notation(),
        may("of", "the type of a list's items, if they are no objects; what else the row says is about each item")
            .notation(),
        may("min", "the fewest items of a list").whole_number(),
        may("max", "the most items of a list").whole_number(),
        may("unique", "the field in which the items of a list differ"),
        may("count_of", "the list whose length the value is; programs leave it to the builder"),
        must("required", "the document's cell: Y, N, 二选, 一, nothing; or `present`").word(|| listed(words::REQUIRED)),
        may("format", "how the text must look").word(|| listed(&words::formats())),
        may(
            "wire",
            "in a content: `number` if the JSON value is a number, `json-text` if an object or a list stands as JSON inside a string; `string` if nothing is said",
        )
            .word(|| listed(words::WIRE)),
        may("range", "the amounts that it may be, as { min, max }").mapping(&RANGE),
        may("decimals", "the most decimal places that an amount may have").whole_number(),
        may("pattern", "a regular expression for the whole text"),
        may("codes", "the code table of its values"),
        may("tag", "what the API calls the choice, if the value decides which other fields there are"),
        may("sensitive", "`yes` if the value must never be shown").word(|| listed(words::YES)),
        may("role", "`nonce` or `signature`, if the client fills it in").word(|| listed(words::ROLE)),
        may("length", "what the limit counts: `bytes`, `characters`; `uncertain` if nothing is said")
            .word(|| listed(words::LENGTH)),
        SINCE,
        may("api", "another name in the API"),
        may("aliases", "other names under which it is read").list(&ALIAS),
        may("note", "what the document adds, as { zh, en }").mapping(&BILINGUAL),
        may("sample", "in an answer: a made-up value that a sandbox answers with"),
        may("from", "in an answer: the thing, needed or created, that has the value under the row's own name")
            .word(|| listed(&words::things())),
        may("echoes", "in an answer: the request's field whose value comes back as it was sent"),
        SPELLING,
        may("fields", "the rows of an object, or of each item of a list").list(&FIELD),
        may("choices", "choices among an object's fields").list(&CHOICE),
        may("groups", "groups of an object's fields").list(&GROUP),
        may("conditions", "conditions on an object's fields").list(&CONDITION),
        may("rules", "rules across an object's fields").list(&RULE),
        may("sections", "rows of an object that exist only when its tag has a certain value").list(&SECTION_OF_FIELDS),
    ],
};

/// A field of the request that carries a content, as the content knows it.
pub static OUTER: Shape = Shape {
    name: "field of the request around a content",
    keys: &[
        must("name", "the name on the wire"),
        must("label", "the label"),
        may("en", "the label in English"),
        must("type", "the type in the document's notation").notation(),
        may("format", "how the text must look: what it says of amounts decides how they are compared")
            .word(|| listed(&words::formats())),
    ],
};

/// The amounts that a field may be.
pub static RANGE: Shape = Shape {
    name: "range",
    keys: &[may("min", "the smallest amount").amount(), may("max", "the largest amount").amount()],
};

/// Another name of a field.
pub static ALIAS: Shape = Shape {
    name: "alias",
    keys: &[must("name", "the other name"), must("section", "the section of the document that has it")],
};

/// A choice among groups of fields.
pub static CHOICE: Shape = Shape {
    name: "choice",
    keys: &[
        may("part", "the shared part that it is; then nothing else stands here"),
        may("name", "what the API calls it"),
        may("title", "what it decides, as { zh, en }").mapping(&BILINGUAL),
        may("of", "the groups").list(&ALTERNATIVE),
    ],
};

/// A group of a choice.
pub static ALTERNATIVE: Shape = Shape {
    name: "group of a choice",
    keys: &[
        must("name", "what the API calls it"),
        may("about", "what it means, as { zh, en }").mapping(&BILINGUAL),
        must("fields", "its fields; `field?` may be left out").texts(),
    ],
};

/// A condition.
pub static CONDITION: Shape = Shape {
    name: "condition",
    keys: &[
        may("given", "the field that is given"),
        may("when", "or what holds, as in `kind = 'A' and total > 0`").expression(),
        may("needs", "the field, or the fields, that are then mandatory").text_or_texts(),
        may("absent", "the fields that must then be left out").text_or_texts(),
    ],
};

/// A group of fields.
pub static GROUP: Shape = Shape {
    name: "group of fields",
    keys: &[
        must("give", "how many are given: `at-most-one`, `at-least-one`, `all-or-none`; exactly one is a choice")
            .word(|| listed(words::GIVE)),
        must("of", "the fields").texts(),
    ],
};

/// A rule across fields.
pub static RULE: Shape = Shape {
    name: "rule",
    keys: &[
        must("id", "the stable ID"),
        must(
            "check",
            "what must hold, as in `ghf + zjzj = ghhj`: amounts with `+ - *`, `round(x, 2)`, `sum(list.field)`, `len(list)`; texts as 'A'; `= != < <= > >=`; `given(field)`; `and`, `or`, `not`",
        )
        .expression(),
        may("severity", "`error`, or `warning`").word(|| listed(words::SEVERITY)),
        must("zh", "what it says, in Chinese"),
        must("en", "what it says, in English"),
    ],
};

/// A rule across the fields of a content and those of the request that carries it.
pub static BINDING: Shape = Shape {
    name: "binding",
    keys: &[
        must("id", "the stable ID"),
        must(
            "check",
            "what must hold, as in `outer.total_fee = price * 100`: as a rule does, with the request's fields behind `outer.`",
        )
        .expression(),
        may("severity", "`error`, or `warning`").word(|| listed(words::SEVERITY)),
        must("zh", "what it says, in Chinese"),
        must("en", "what it says, in English"),
    ],
};

/// A shared choice.
pub static PART: Shape = Shape {
    name: "part",
    keys: &[must("part", "the name"), SPELLING, TITLE, must("of", "the groups").list(&ALTERNATIVE)],
};

/// A code table in a file of its own.
pub static CODES: Shape = Shape {
    name: "code table",
    keys: &[
        must("codes", "the name"),
        SPELLING,
        must("kind", "`closed` if it lists every value, `open` if not").word(|| listed(words::KIND)),
        SECTION,
        TITLE,
        must("values", "the values").list(&CODE),
    ],
};

/// A code table inside another spec.
pub static OWN_CODES: Shape = Shape {
    name: "code table of one spec",
    keys: &[
        must("name", "the name"),
        SPELLING,
        must("kind", "`closed` if it lists every value, `open` if not").word(|| listed(words::KIND)),
        SECTION,
        TITLE,
        must("values", "the values").list(&CODE),
    ],
};

/// A value of a code table.
pub static CODE: Shape = Shape {
    name: "code",
    keys: &[
        must("code", "the text on the wire"),
        must("name", "what the API calls it"),
        must("zh", "what it means, in Chinese"),
        must("en", "what it means, in English"),
    ],
};

/// A table of errors.
pub static ERRORS: Shape = Shape {
    name: "table of errors",
    keys: &[must("errors", "the name"), SPELLING, TITLE, must("values", "the errors").list(&ERROR)],
};

const ERROR_CODE: Key = must("code", "the code, or the beginning of the message");
const ERROR_NAME: Key = must("name", "what the API calls it");
const ERROR_ZH: Key = must("zh", "what it means, in Chinese");
const ERROR_EN: Key = must("en", "what it means, in English");
const REMEDY: Key = must("remedy", "what to do, as { zh, en }").mapping(&BILINGUAL);
const TOKEN: Key = may("token", "`refused` if a new access token cures it").word(|| listed(words::TOKEN));
const DONE: Key =
    may("done", "`unknown` if what was asked for may have been done all the same").word(|| listed(words::DONE));

/// An error of a table.
pub static ERROR: Shape =
    Shape { name: "error", keys: &[ERROR_CODE, ERROR_NAME, ERROR_ZH, ERROR_EN, REMEDY, TOKEN, DONE] };

/// An error of an operation.
pub static OPERATION_ERROR: Shape = Shape {
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
pub static TEMPLATES: Shape = Shape {
    name: "set of templates",
    keys: &[
        must("templates", "the name"),
        must("operation", "the operation that fills them"),
        must("tag", "the field that chooses among them"),
        must("of", "the templates").list(&TEMPLATE),
    ],
};

/// A message template.
pub static TEMPLATE: Shape = Shape {
    name: "template",
    keys: &[
        must("value", "the value of the tag"),
        SECTION,
        must("title", "the title"),
        must("lines", "the lines, with {{name.DATA}} for what is filled in").texts(),
        must("keywords", "what is filled in, and by whom").list(&KEYWORD),
        must("sample", "the document's sample, line by line").texts(),
    ],
};

/// A place in a template.
pub static KEYWORD: Shape = Shape {
    name: "place in a template",
    keys: &[
        must("name", "the name in the template"),
        may("from", "the field of the request that fills it"),
        may("platform", "what the platform fills in, as { zh, en }").mapping(&BILINGUAL),
        must("sample", "the text in the document's sample"),
    ],
};

/// A file of errata.
pub static ERRATA: Shape = Shape {
    name: "errata",
    keys: &[must("errata", "the document that they are about"), must("entries", "the entries").list(&ERRATUM)],
};

/// An erratum.
pub static ERRATUM: Shape = Shape {
    name: "erratum",
    keys: &[
        must("id", "the stable ID"),
        must("target", "what it is about: a spec, or a row by its path"),
        may("set", "what it changes; nothing if it only tells").mapping(&CHANGE),
        must("why", "what is wrong, as { zh, en }").mapping(&BILINGUAL),
        must("evidence", "how that is known, as { zh, en }").mapping(&BILINGUAL),
        must("confidence", "`high`, `medium` or `low`").word(|| listed(words::CONFIDENCE)),
        may("apply", "`on-request` if it is off unless switched on").word(|| listed(words::APPLY)),
    ],
};

/// What an erratum can change.
pub static CHANGE: Shape = Shape {
    name: "change of an erratum",
    keys: &[
        may("name", "the name on the wire; the old one is still read"),
        may("label", "the label"),
        may("en", "the English label"),
        may("type", "the type").notation(),
        may("required", "the cell").word(|| listed(words::REQUIRED)),
        may("format", "the format").word(|| listed(&words::formats())),
        may("wire", "what carries it in a content").word(|| listed(words::WIRE)),
        may("range", "the amounts that it may be, as { min, max }").mapping(&RANGE),
        may("decimals", "the most decimal places").whole_number(),
        may("pattern", "the regular expression"),
        may("min", "the fewest items of a list").whole_number(),
        may("max", "the most items of a list").whole_number(),
        may("codes", "the code table"),
        may("length", "what the limit counts").word(|| listed(words::LENGTH)),
        may("sensitive", "whether it is never shown").word(|| listed(words::YES)),
        may("note", "the note").mapping(&BILINGUAL),
        may("lines", "the lines of a template").texts(),
    ],
};

/// Where a content is known from.
pub static PROVENANCE: Shape = Shape {
    name: "provenance",
    keys: &[
        must("source", "the source, as { zh, en }").mapping(&BILINGUAL),
        must("confidence", "`high`, `medium` or `low`").word(|| listed(words::CONFIDENCE)),
    ],
};

/// An example.
pub static EXAMPLE: Shape = Shape {
    name: "example",
    keys: &[
        must("title", "what it shows, as { zh, en }").mapping(&BILINGUAL),
        may("fields", "wire names and texts").pairs(),
        may("json", "a JSON text"),
        may("outer", "beside a JSON text: the wire names and texts of the request that carries it").pairs(),
        may("breaks", "the violations that it must have, as `path: rule`").texts(),
    ],
};

/// The kinds of file, by their first key.
pub static FILES: &[&Shape] = &[&OPERATION, &CONTENT, &CODES, &ERRORS, &PART, &TEMPLATES, &ERRATA];
