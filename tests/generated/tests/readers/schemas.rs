//! The constants that the macro generates equal the schemas that the compiler makes of the same specs, field by field.

use std::borrow::Cow;

use wxmed::rt::RecordSchema;
use wxmed_core::schema::{Bound, Check, FieldSchema, Limit, Presence};

use super::{Spec, model, specs};

#[test]
fn the_constants_equal_the_compilers_schemas() {
    let model = model();
    let specs = specs(&model);
    assert!(specs.len() >= LEAST, "{} specs", specs.len());
    let different: Vec<String> = specs.iter().flat_map(differences).collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// The shipped specs, the tests' own, and at least two hundred random ones.
const LEAST: usize = 220;

fn differences(spec: &Spec<'_>) -> Vec<String> {
    let pairs: Vec<(&str, Option<RecordSchema>, Option<&RecordSchema>)> = match spec {
        Spec::Operation(operation, compiled) => vec![
            ("request", Some(operation.request_schema()), Some(compiled.table)),
            ("reply", Some(operation.reply_schema()), Some(compiled.reply)),
        ],
        Spec::Content(content, compiled) => {
            let schema = content.schema();
            assert_eq!(schema.wrapped_in.as_deref(), compiled.wrapped_in, "{}", content.name);
            let bindings = schema.bindings.map(|bindings| (*bindings.table).clone());
            vec![
                ("content", Some((*schema.record).clone()), Some(compiled.table)),
                ("bindings", bindings, compiled.bindings),
            ]
        }
    };
    let different = pairs.into_iter().filter(|(_, made, written)| made.as_ref() != *written);
    different.map(|(what, made, written)| format!("{} {what}: {made:#?}\nis not {written:#?}", spec.name())).collect()
}

/// Compares the constants of an operation besides its schemas.
#[test]
fn the_operations_equal_their_specs() {
    let model = model();
    for spec in specs(&model) {
        let Spec::Operation(operation, compiled) = spec else { continue };
        let (written, name) = (compiled.operation, &operation.name);
        let row = |index: u16| operation.request.fields[usize::from(index)].name.as_str();
        for element in written.order {
            assert_eq!(row(element.row), element.name, "{name}");
            assert_eq!(element.open, format!("<{}><![CDATA[", element.name));
            assert_eq!(element.close, format!("]]></{}>", element.name));
            assert_eq!(element.signed, format!("&{}=", element.name));
        }
        let mut rows: Vec<u16> = written.order.iter().map(|element| element.row).collect();
        rows.sort_unstable();
        rows.dedup();
        assert_eq!(rows.len(), written.order.len(), "{name}: each row occurs once");
        let mut order: Vec<&str> = written.order.iter().map(|element| element.name).collect();
        order.dedup();
        assert_eq!(order, operation.sign_order(), "{name}");
        let sign_type = operation.sign_type.map(|index| operation.request.fields[index].name.as_str());
        assert_eq!(written.sign_type.map(row), sign_type, "{name}");
        assert_eq!(written.echoes, operation.echoes(), "{name}");
        assert_eq!((written.path, written.section), (&*operation.path, &*operation.section), "{name}");
        assert_eq!(format!("{:?}", written.retry), format!("{:?}", operation.retry), "{name}");
        assert_eq!(format!("{:?}", written.response_signing), format!("{:?}", operation.response_signing), "{name}");
        let errors: Vec<&str> = operation.errors.iter().map(|error| error.code.as_str()).collect();
        assert_eq!(written.errors.iter().map(|error| &*error.code).collect::<Vec<_>>(), errors, "{name}");
    }
}

/// A fault in one field makes a schema unequal.
#[test]
fn one_fault_makes_a_schema_unequal() {
    let model = model();
    let mut faults = [0; FAULTS.len()];
    for spec in specs(&model) {
        let schema = match &spec {
            Spec::Operation(_, compiled) => compiled.table,
            Spec::Content(_, compiled) => compiled.table,
        };
        for (fault, found) in FAULTS.iter().zip(&mut faults) {
            let mut wrong = schema.clone();
            if fault(&mut wrong) {
                assert_ne!(wrong, *schema, "{}", spec.name());
                *found += 1;
            }
        }
    }
    assert!(faults.iter().all(|found| *found > 0), "each fault was made at least once: {faults:?}");
}

/// Each function makes one fault, if the schema has a field for it.
const FAULTS: [fn(&mut RecordSchema) -> bool; 5] = [
    |schema| first(schema, |row| row.presence == Presence::Required, |row| row.presence = Presence::Optional),
    |schema| {
        let is_limited = |row: &FieldSchema| matches!(row.limit, Limit::Uncertain(_));
        first(schema, is_limited, |row| {
            if let Limit::Uncertain(max) = row.limit {
                row.limit = Limit::Bytes(max);
            }
        })
    },
    |schema| {
        let has_bound = |row: &FieldSchema| row.bounds.iter().any(|bound| matches!(bound, Bound::Min(_)));
        first(schema, has_bound, |row| row.bounds = Cow::Borrowed(&[]))
    },
    |schema| first(schema, |row| row.codes.is_some(), |row| row.codes = None),
    |schema| {
        let rule = schema.checks.to_mut().iter_mut().find_map(|check| match check {
            Check::Stated(rule) => Some(rule),
            _ => None,
        });
        rule.map(|rule| rule.id.to_mut().push('x')).is_some()
    },
];

fn first(
    schema: &mut RecordSchema,
    wanted: impl Fn(&FieldSchema) -> bool,
    change: impl FnOnce(&mut FieldSchema),
) -> bool {
    schema.rows.to_mut().iter_mut().find(|row| wanted(row)).map(change).is_some()
}
