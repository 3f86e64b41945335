//! Schemas made of others: what `allOf`, `oneOf`, `anyOf` and `nullable` come to.

use crate::config::ApiConfig;
use crate::diagnostic::Report;
use crate::ir::{Api, Presence, Rest, Scalar, Shape, Struct, TextFormat, Type, Union};
use crate::lower::testing::{component, document, lowered};
use crate::text::DocumentText;

const TEXT: Type = Type::Scalar(Scalar::Text(TextFormat::Plain));

/// The shape of the first of these components; `@X` refers to the component `X`.
fn first(schemas: &str) -> (Shape, Api, Vec<&'static str>) {
    let mut text = String::new();
    let mut rest = schemas;
    while let Some((before, after)) = rest.split_once('@') {
        let end = after
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(after.len());
        let (name, behind) = after.split_at(end);
        text.push_str(&format!("{before}{{$ref: '#/components/schemas/{name}'}}"));
        rest = behind;
    }
    text.push_str(rest);
    let (api, report) = lowered(&format!("components: {{schemas: {{{text}}}}}"));
    let codes = report.diagnostics().iter().map(|d| d.code.name()).collect();
    (api.types[0].shape.clone(), api, codes)
}

fn object(shape: Shape) -> Struct {
    match shape {
        Shape::Struct(object) => object,
        other => panic!("no struct: {other:?}"),
    }
}

fn union(shape: Shape) -> Union {
    match shape {
        Shape::Union(union) => union,
        other => panic!("no union: {other:?}"),
    }
}

fn names(object: &Struct) -> Vec<&str> {
    object
        .fields
        .iter()
        .map(|field| field.name.untrusted())
        .collect()
}

#[test]
fn properties_of_all_of_are_one_object() {
    let (shape, _, codes) = first(
        "A: {allOf: [@B, {required: [b], properties: {a: {type: string}}}], \
         properties: {own: {type: integer}}, required: [own]}, \
         B: {properties: {b: {type: string}}, allOf: [@C]}, C: {properties: {c: {type: string}}}",
    );
    let object = object(shape);
    assert_eq!(names(&object), ["c", "b", "a", "own"]);
    let presences: Vec<_> = object.fields.iter().map(|field| field.presence).collect();
    assert_eq!(
        presences,
        [
            Presence::Optional,
            Presence::Required,
            Presence::Optional,
            Presence::Required
        ]
    );
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn a_reference_with_words_beside_it_is_the_reference() {
    let (shape, api, _) = first(
        "A: {properties: {b: {allOf: [@B], description: words, nullable: true}}}, \
         B: {properties: {b: {type: string}}}",
    );
    let object = object(shape);
    assert!(matches!(object.fields[0].ty, Type::Named(id) if id.index() == 1));
    assert_eq!(object.fields[0].presence, Presence::OptionalNullable);
    assert_eq!(object.fields[0].docs.description(), "words");
    assert_eq!(api.types.len(), 2);
}

#[test]
fn contradictions_are_any_value_with_a_warning() {
    let (shape, _, codes) = first("A: {allOf: [{type: string}, {type: integer}]}");
    assert_eq!(shape, Shape::Alias(Type::Any));
    assert_eq!(codes, ["unsupported-schema"]);

    let (shape, _, codes) = first(
        "A: {allOf: [@B, {properties: {x: {type: integer}}}]}, B: {properties: {x: {type: string}}}",
    );
    assert_eq!(object(shape).fields[0].ty, Type::Any);
    assert_eq!(codes, ["unsupported-schema"]);
}

#[test]
fn enums_in_all_of_are_narrowed() {
    let (shape, ..) =
        first("A: {allOf: [@B, {enum: [b, c]}]}, B: {type: string, enum: [a, b, c, d]}");
    let Shape::Enum(listed) = shape else {
        panic!("{shape:?}")
    };
    let values: Vec<_> = listed
        .values
        .iter()
        .map(|v| v.value.untrusted().as_str().unwrap())
        .collect();
    assert_eq!(values, ["b", "c"]);
}

#[test]
fn all_of_in_circles_ends() {
    let (shape, ..) = first(
        "A: {allOf: [@B, {properties: {child: @A}}]}, \
         B: {properties: {child: @B, other: {allOf: [@A, @B]}}}",
    );
    let object = object(shape);
    assert_eq!(names(&object), ["child", "other"]);
    assert!(matches!(object.fields[0].ty, Type::Named(id) if id.index() == 0));
    let (shape, ..) = first("A: {allOf: [@A]}");
    assert_eq!(shape, Shape::Alias(Type::Any));
    let (shape, ..) = first("A: {allOf: [@A, {properties: {a: {type: string}}}]}");
    assert!(matches!(shape, Shape::Struct(_)), "{shape:?}");
}

#[test]
fn all_of_with_a_union_adds_its_properties_to_each_variant() {
    let (shape, api, codes) = first(
        "A: {properties: {id: {type: string}}, required: [id], oneOf: [@B, @C]}, \
         B: {properties: {b: {type: string}}}, C: {properties: {c: {type: string}}}",
    );
    let union = union(shape);
    let properties: Vec<Vec<DocumentText>> = union
        .variants
        .iter()
        .map(|variant| {
            let Type::Named(id) = variant.ty else {
                panic!("{variant:?}")
            };
            let object = object(api.get(id).unwrap().shape.clone());
            object.fields.into_iter().map(|field| field.name).collect()
        })
        .collect();
    assert_eq!(properties, [["id", "b"], ["id", "c"]]);
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn constraints_are_no_variants() {
    let (shape, ..) = first(
        "A: {properties: {a: {type: string}, b: {type: string}}, \
         anyOf: [{required: [a]}, {required: [b]}], not: {required: [a, b]}}",
    );
    assert_eq!(names(&object(shape)), ["a", "b"]);
}

#[test]
fn several_unions_keep_everything() {
    let (shape, _, codes) = first(
        "A: {properties: {a: {type: string}}, oneOf: [@B, @C], anyOf: [@B, @C]}, \
         B: {properties: {b: {type: string}}}, C: {properties: {c: {type: string}}}",
    );
    assert_eq!(object(shape).rest, Rest::Kept(Type::Any));
    assert_eq!(codes, ["unsupported-schema"]);
}

#[test]
fn null_is_no_variant() {
    let holder = |schema: &str| {
        let (_, api) = component(schema);
        let field = object(api.types[0].shape.clone()).fields.remove(0);
        (field.ty, field.presence)
    };
    let nullable = (TEXT, Presence::OptionalNullable);
    assert_eq!(
        holder("{oneOf: [{type: string}, {type: 'null'}]}"),
        nullable
    );
    assert_eq!(
        holder("{anyOf: [{type: string, nullable: true}]}"),
        nullable
    );
    assert_eq!(
        holder("{anyOf: [{type: string}, {enum: [null]}]}"),
        nullable
    );
    assert_eq!(
        holder("{anyOf: [{type: string}, {nullable: true}]}"),
        nullable
    );
}

#[test]
fn null_passes_references_on() {
    let (shape, ..) = first("A: {properties: {b: @B}}, B: @C, C: {type: string, nullable: true}");
    assert_eq!(object(shape).fields[0].presence, Presence::OptionalNullable);
}

#[test]
fn strings_are_one_variant() {
    let (shape, ..) = first("A: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}");
    assert!(matches!(shape, Shape::Enum(_)), "{shape:?}");
    let (shape, ..) =
        first("A: {oneOf: [{type: string, enum: [a, b]}, {type: string, enum: [b, c]}]}");
    let Shape::Enum(listed) = shape else {
        panic!("{shape:?}")
    };
    assert_eq!(listed.values.len(), 3);
    let (shape, ..) = first("A: {oneOf: [{type: string, format: date}, {type: string}]}");
    assert_eq!(shape, Shape::Alias(TEXT));
    let (shape, ..) = first("A: {oneOf: [{type: integer}, {type: string}, {type: string}]}");
    assert_eq!(union(shape).variants.len(), 2);
}

#[test]
fn discriminators_are_declared_or_found() {
    let variants = "B: {required: [kind], properties: {kind: {type: string, enum: [b]}}}, \
                    C: {required: [kind], properties: {kind: {type: string, enum: [c]}}}";
    let tags = |shape: Shape| {
        let union = union(shape);
        let tags: Vec<Vec<DocumentText>> = union.variants.into_iter().map(|v| v.tags).collect();
        (union.discriminator.map(|d| d.property), tags.concat())
    };
    let kind = Some("kind".into());
    let found = tags(first(&format!("A: {{oneOf: [@B, @C]}}, {variants}")).0);
    assert_eq!(found, (kind.clone(), vec!["b".into(), "c".into()]));

    let open = variants
        .replace(", enum: [b]", "")
        .replace(", enum: [c]", "");
    let none = tags(first(&format!("A: {{oneOf: [@B, @C]}}, {open}")).0);
    assert_eq!(none.0, None);
    let implicit = "A: {oneOf: [@B, @C], discriminator: {propertyName: kind}}";
    let implied = tags(first(&format!("{implicit}, {open}")).0);
    assert_eq!(implied, (kind.clone(), vec!["B".into(), "C".into()]));
    let mapping = "mapping: {x: B, y: '#/components/schemas/B', z: '#/components/schemas/C'}";
    let explicit = implicit.replace("kind}", &format!("kind, {mapping}}}"));
    let mapped = tags(first(&format!("{explicit}, {open}")).0);
    assert_eq!(mapped, (kind, vec!["x".into(), "y".into(), "z".into()]));
}

#[test]
fn a_base_with_a_discriminator_loses_nothing() {
    let (shape, api, _) = first(
        "A: {properties: {kind: {type: string}}, discriminator: {propertyName: kind}}, \
         B: {allOf: [@A, {properties: {b: {type: string}}}]}",
    );
    let union = union(shape);
    let tags: Vec<Vec<DocumentText>> = union.variants.iter().map(|it| it.tags.clone()).collect();
    assert_eq!(tags, [vec![DocumentText::from("B")], vec![]]);
    assert!(union.variants[1].is_default);
    let Type::Named(base) = union.variants[1].ty else {
        panic!("no type of its own")
    };
    let base = object(api.get(base).unwrap().shape.clone());
    assert_eq!(base.rest, Rest::Kept(Type::Any));
    let derived = object(api.types[1].shape.clone());
    assert_eq!(
        (names(&derived), derived.rest.clone()),
        (vec!["kind", "b"], Rest::Ignored)
    );
}

#[test]
fn deep_schemas_end() {
    let mut deep = "{\"type\": \"string\"}".to_owned();
    for _ in 0..90 {
        deep = format!("{{\"type\": \"array\", \"items\": {deep}}}");
    }
    let text = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, \
         \"paths\": {{}}, \"components\": {{\"schemas\": {{\"A\": {deep}}}}}}}"
    );
    // Reading it takes more stack than lowering it: that is the care of `check`.
    let read = move || document(serde_json::from_str(&text).unwrap());
    let reader = std::thread::Builder::new().stack_size(256 << 20);
    let document = reader.spawn(read).unwrap().join().unwrap();
    let mut report = Report::new();
    let api = crate::lower::lower(&document, &ApiConfig::default(), &mut report);
    assert!(matches!(api.types[0].shape, Shape::Alias(Type::List(_))));
    let codes: Vec<_> = report.diagnostics().iter().map(|d| d.code.name()).collect();
    assert_eq!(codes, ["limit-exceeded"]);
}

#[test]
fn long_chains_of_references_end() {
    let chain: Vec<String> = (0..3_000).map(|n| format!("C{n}: @C{}", n + 1)).collect();
    let (shape, ..) = first(&format!("{}, C3000: {{type: string}}", chain.join(", ")));
    assert!(matches!(shape, Shape::Alias(Type::Named(_))));
}

#[test]
fn unions_in_unions_end() {
    let unions: Vec<String> = (0..200)
        .map(|n| {
            format!(
                "U{n}: {{properties: {{p: {{}}}}, oneOf: [@U{}, @U{}]}}",
                n + 1,
                n + 2
            )
        })
        .collect();
    let (_, api, _) = first(&format!("{}, U200: {{}}, U201: {{}}", unions.join(", ")));
    assert!(api.types.len() < 5_000, "{}", api.types.len());
}

#[test]
fn a_long_chain_of_references_is_followed() {
    let mut schemas = "A100: {type: string, nullable: true}".to_owned();
    for n in 0..100 {
        let next = n + 1;
        schemas += &format!(", A{n}: {{$ref: '#/components/schemas/A{next}'}}");
    }
    schemas += ", B: {oneOf: [{$ref: '#/components/schemas/A0'}, {type: string, enum: [b]}]}";
    schemas += ", C: {properties: {c: {$ref: '#/components/schemas/A0'}}, required: [c]}";
    let (api, report) = lowered(&format!("components: {{schemas: {{{schemas}}}}}"));
    assert!(report.diagnostics().is_empty(), "{report:?}");
    let shape = |index: usize| &api.types[index].shape;
    assert!(matches!(shape(101), Shape::Enum(_)), "{:?}", shape(101));
    let Shape::Struct(c) = shape(102) else {
        panic!("{:?}", shape(102))
    };
    assert_eq!(c.fields[0].presence, Presence::RequiredNullable);
}
