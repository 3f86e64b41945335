//! What does a call of an operation look like, as a program that compiles?

use crate::emit::rust::Module;
use crate::emit::rust::docs::Doc;
use crate::emit::rust::model::structs;
use crate::emit::rust::model::ty::{Conversion, ValueContext};
use crate::emit::rust::operation::argument::{self, ArgumentEncoding};
use crate::emit::rust::operation::arguments::{Argument, Arguments, To};
use crate::emit::rust::operation::{choice, paging};
use crate::emit::rust::scope::{Home, Scope, Taken};
use crate::examples::{self, Constraints};
use crate::ir::{
    IntegerFormat, NumberFormat, Operation, Payload, Presence, Scalar, Shape, Struct, TextFormat,
    Type, TypeId, media_type_in,
};
use crate::name::OperationNames;
use crate::text::{DocumentStr, DocumentText, DocumentValue};
use proc_macro2::Literal;

/// Values inside values, so deep and no deeper: a program that nobody would read is no example.
const DEPTH: usize = 5;

/// Values altogether, of which there can be many even where they are not deep.
const VALUES: usize = 200;

/// A call of an operation, as lines of code that go behind `let client = …;`.
pub(in crate::emit::rust) struct Example {
    /// The lines.
    pub(in crate::emit::rust) lines: Vec<String>,
    /// The modules beside the client that they name: `types`, `operations`.
    pub(in crate::emit::rust) modules: Vec<&'static str>,
}

/// The example of an operation. None where no value can be made up for an argument.
pub(in crate::emit::rust) fn of(
    module: &Module<'_>,
    taken: &Taken<'_>,
    operation: &Operation,
    names: &OperationNames,
    arguments: &Arguments<'_>,
) -> Option<Example> {
    // Items named here are not imported anywhere, so this scope is never finished.
    let scope = Scope::new(module, taken, Home::Types);
    let mut maker = ExampleBuilder {
        scope: &scope,
        modules: Vec::new(),
        left: VALUES,
    };
    let mut values = Vec::new();
    for argument in arguments.positional() {
        values.push(maker.argument(argument, false)?);
    }
    if arguments.is_grouped() {
        maker.uses("operations");
        let mut fields = String::new();
        for argument in arguments.grouped() {
            let value = maker.argument(argument, true)?;
            fields.push_str(&format!("    {}: {value},\n", argument.name));
        }
        values.push(format!("operations::{} {{\n{fields}}}", names.required));
    }
    let call = call(names.method.to_string(), &values);
    let lines = match paging::plan(&scope, operation) {
        Some(_) => {
            let mut lines = chain("let mut items = ", &call, &[".stream()"]);
            lines.push("while let Some(item) = items.try_next().await? {".to_owned());
            lines.push("    println!(\"{item:?}\");".to_owned());
            lines.push("}".to_owned());
            lines
        }
        None if only_streams(operation) => {
            let mut lines = chain("let mut events = ", &call, &[".events()", ".await?"]);
            lines.push("while let Some(event) = events.try_next().await? {".to_owned());
            lines.push("    println!(\"{event:?}\");".to_owned());
            lines.push("}".to_owned());
            lines
        }
        None if crate::emit::rust::operation::request::has_no_response_body(operation) => {
            chain("", &call, &[".send()", ".await?"])
        }
        None => chain("let response = ", &call, &[".send()", ".await?"]),
    };
    Some(Example {
        lines,
        modules: maker.modules,
    })
}

/// Whether the response of an operation is read item by item or as text.
fn only_streams(operation: &Operation) -> bool {
    let response = operation
        .responses
        .first()
        .and_then(|response| response.body.as_ref());
    let streaming = operation.streaming.as_ref().map(|it| &it.media_type);
    streaming.is_some() && streaming == response.map(|body| &body.media_type)
}

impl Example {
    /// Adds the example to the documentation of an item of the crate `krate`.
    pub(in crate::emit::rust) fn document(self, krate: &str, module: &str, doc: &mut Doc) {
        let mut lines = vec!["```no_run".to_owned()];
        for used in &self.modules {
            lines.push(format!("use {krate}::{module}::{used};"));
        }
        if !self.modules.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("# async fn run(client: {krate}::{module}::Client)"));
        lines.push("# -> Result<(), Box<dyn std::error::Error>> {".to_owned());
        lines.extend(self.lines);
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        doc.block(lines);
    }
}

/// `.method(a, b)`, broken over lines where it is long.
fn call(method: String, values: &[String]) -> Vec<String> {
    let joined = values.join(", ");
    if !joined.contains('\n') && method.len() + joined.chars().count() <= 70 {
        return vec![format!(".{method}({joined})")];
    }
    let mut lines = vec![format!(".{method}(")];
    for value in values {
        lines.extend(value.lines().map(|line| format!("    {line}")));
        if let Some(last) = lines.last_mut().filter(|_| !value.is_empty()) {
            last.push(',');
        }
    }
    lines.push(")".to_owned());
    lines
}

/// `let x = client.call().tail();`, on one line where it fits.
fn chain(start: &str, call: &[String], tail: &[&str]) -> Vec<String> {
    if let [call] = call {
        let line = format!("{start}client{call}{};", tail.concat());
        if line.chars().count() <= 80 {
            return vec![line];
        }
    }
    let mut lines = vec![format!("{start}client")];
    lines.extend(call.iter().map(|line| format!("    {line}")));
    lines.extend(tail.iter().map(|line| format!("    {line}")));
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

struct ExampleBuilder<'a> {
    scope: &'a Scope<'a>,
    modules: Vec<&'static str>,
    /// The remaining number of values.
    left: usize,
}

impl ExampleBuilder<'_> {
    fn uses(&mut self, module: &'static str) {
        if !self.modules.contains(&module) {
            self.modules.push(module);
            self.modules.sort_unstable();
        }
    }

    /// The expression for an argument; `exact`: of the type that holds it.
    fn argument(&mut self, argument: &Argument<'_>, exact: bool) -> Option<String> {
        let into = if exact { ".into()" } else { "" };
        let (api, word) = (self.scope.module.api, DocumentStr::new("body"));
        match (argument.ty, argument.to) {
            _ if argument.nullable => Some("None".to_owned()),
            (Some(ty), To::Body(..)) => {
                let known = Constraints::of(api, ty, None, None);
                self.value(ty, ValueContext::Model, exact, word, &known, DEPTH)
            }
            (Some(ty), _) if argument::way(api, argument) == ArgumentEncoding::File => {
                match (api.resolve(ty), exact) {
                    (Type::Scalar(_), _) => Some(format!("vec![1, 2, 3]{into}")),
                    (Type::List(_), true) => Some("vec![vec![1, 2, 3].into()]".to_owned()),
                    (Type::List(_), false) => Some("[vec![1, 2, 3]]".to_owned()),
                    _ => None,
                }
            }
            (Some(ty), _) => {
                let example = argument.docs.example.as_ref().or(argument.default);
                let known = Constraints::of(api, ty, argument.limits, example);
                let place = argument::place(api, argument);
                self.value(ty, place, exact, argument.wire, &known, DEPTH)
            }
            (None, To::Choice(body, _)) => {
                let usual = match &body.payload {
                    Payload::Json(ty) | Payload::WholeForm(ty, _) => {
                        let exact = !choice::is_converted(self.scope, &body.payload);
                        let known = Constraints::of(api, ty, None, None);
                        self.value(ty, ValueContext::Model, exact, word, &known, DEPTH)?
                    }
                    Payload::Binary => "vec![1, 2, 3]".to_owned(),
                    Payload::Text => "\"text\"".to_owned(),
                    Payload::Ranged => ranged(&body.media_type),
                    Payload::Lines(ty, _) => self.items(ty)?,
                    Payload::Parts | Payload::Form(_) | Payload::Multipart(_) => return None,
                };
                Some(format!("{usual}{into}"))
            }
            (None, To::Body(Payload::Parts, _)) => None,
            (None, To::Body(Payload::Ranged, ranges)) => Some(format!("{}{into}", ranged(ranges))),
            (None, To::Body(Payload::Lines(ty, _), _)) => {
                Some(format!("{}{into}", self.items(ty)?))
            }
            (None, To::Body(Payload::Binary, _)) => Some(format!("vec![1, 2, 3]{into}")),
            (None, _) => Some(format!("\"text\"{into}")),
        }
    }

    /// A list of one item.
    fn items(&mut self, ty: &Type) -> Option<String> {
        let word = DocumentStr::new("item");
        let known = Constraints::of(self.scope.module.api, ty, None, None);
        let item = self.value(ty, ValueContext::Model, true, word, &known, DEPTH)?;
        Some(format!("[{item}]"))
    }

    fn value(
        &mut self,
        ty: &Type,
        place: ValueContext,
        exact: bool,
        word: DocumentStr<'_>,
        known: &Constraints<'_>,
        depth: usize,
    ) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        self.left = self.left.checked_sub(1)?;
        let api = self.scope.module.api;
        Some(match api.resolve(ty) {
            Type::Scalar(scalar) => scalar_value(*scalar, exact, word, known),
            Type::Any => "serde_json::Value::Null".to_owned(),
            // How one is made, only its author knows.
            Type::Foreign(_) => return None,
            Type::Nullable(_) => "None".to_owned(),
            Type::Map(_) => "Default::default()".to_owned(),
            Type::Tuple(items) => {
                let mut values = String::new();
                for item in items {
                    values.push_str(&self.inner(item, place, true, word, depth)?);
                    values.push_str(", ");
                }
                format!("({})", values.trim_end())
            }
            Type::List(item) => {
                let taken = self.scope.taken(ty, place).conversion;
                let (start, exact) = match exact || taken == Conversion::None {
                    true => ("vec![", true),
                    false => ("[", false),
                };
                let items = (0..known.items()).map(|_| self.inner(item, place, exact, word, depth));
                let items: Option<Vec<String>> = items.collect();
                format!("{start}{}]", items?.join(", "))
            }
            Type::Named(id) => return self.named(*id, place, exact, word, depth),
        })
    }

    /// A part of a value, of which nothing is known but its type.
    fn inner(
        &mut self,
        ty: &Type,
        place: ValueContext,
        exact: bool,
        word: DocumentStr<'_>,
        depth: usize,
    ) -> Option<String> {
        let known = Constraints::of(self.scope.module.api, ty, None, None);
        self.value(ty, place, exact, word, &known, depth)
    }

    fn named(
        &mut self,
        id: TypeId,
        place: ValueContext,
        exact: bool,
        word: DocumentStr<'_>,
        depth: usize,
    ) -> Option<String> {
        let module = self.scope.module;
        let name = module.names.types.get(id.index())?;
        Some(match &module.api.get(id)?.shape {
            Shape::Pattern(pattern) => {
                let text = Literal::string(&examples::of_pattern(pattern)?);
                match (place, exact) {
                    (ValueContext::Request, false) => text.to_string(),
                    (ValueContext::Request, true) => format!("{text}.into()"),
                    (ValueContext::Model, _) => format!("{text}.parse()?"),
                }
            }
            Shape::Enum(_) => {
                let variant = module.names.variants.get(id.index())?.first()?;
                self.uses("types");
                format!("types::{name}::{variant}")
            }
            Shape::Struct(shape) => {
                self.uses("types");
                let mut values = Vec::new();
                for (field, nullable) in structs::arguments(module.api, shape) {
                    if nullable {
                        values.push("None".to_owned());
                        continue;
                    }
                    let example = field.docs.example.as_ref().or(field.default.as_ref());
                    let (ty, word) = (&field.ty, field.name.borrowed());
                    let known = Constraints::of(module.api, ty, Some(&field.limits), example);
                    values.push(self.value(ty, ValueContext::Model, false, word, &known, depth)?);
                }
                let setters = if values.is_empty() {
                    self.setters(id, shape)
                } else {
                    String::new()
                };
                format!("types::{name}::new({}){setters}", values.join(", "))
            }
            Shape::Union(shape) => {
                let variant = module.names.variants.get(id.index())?.first()?;
                let held = &shape.variants.first()?.ty;
                let mut value = self.inner(held, ValueContext::Model, true, word, depth)?;
                let facts = module.facts.types.get(id.index());
                if facts.is_some_and(|facts| facts.boxed.first() == Some(&true)) {
                    value = format!("Box::new({value})");
                }
                self.uses("types");
                format!("types::{name}::{variant}({value})")
            }
            // Aliases have been followed.
            Shape::Alias(_) => return None,
        })
    }

    /// Calls of the first setters for which the document has an example.
    fn setters(&self, id: TypeId, shape: &Struct) -> String {
        let names = self.scope.module.names.fields.get(id.index());
        let fields = shape.fields.iter().zip(names.into_iter().flatten());
        let calls = fields.filter_map(|(field, name)| {
            let text = field.docs.example.as_ref()?.as_text();
            let text = text.filter(|text| is_plain(*text))?;
            let ty = self.scope.module.api.resolve(&field.ty);
            let settable = field.presence == Presence::Optional && !field.read_only;
            let is_text =
                matches!(ty, Type::Scalar(Scalar::Text(format)) if *format != TextFormat::Base64);
            let set = settable && is_text && !field.docs.deprecated;
            set.then(|| format!("\n    .{name}({})", text.literal()))
        });
        calls.take(2).collect()
    }
}

/// A body with a media type of one of these ranges.
fn ranged(ranges: &DocumentText) -> String {
    let media_type = media_type_in(ranges);
    format!("(\"{media_type}\", vec![1, 2, 3])")
}

/// Whether a text can be in an example.
#[allow(clippy::disallowed_methods, reason = "characters are looked at")]
fn is_plain(text: DocumentStr<'_>) -> bool {
    let text = text.untrusted();
    let plain = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    plain && !text.is_empty() && text.len() <= 60
}

/// The expression for a scalar.
#[allow(clippy::disallowed_methods, reason = "numbers are written as they are")]
fn scalar_value(
    scalar: Scalar,
    exact: bool,
    word: DocumentStr<'_>,
    known: &Constraints<'_>,
) -> String {
    let word = if is_plain(word) {
        word.untrusted()
    } else {
        "text"
    };
    let example = |known: &Constraints<'_>| examples::scalar(scalar, word, known);
    let unsaid = Constraints {
        example: None,
        ..known.clone()
    };
    match scalar {
        Scalar::Null => "()".to_owned(),
        Scalar::Boolean => example(known).to_json().untrusted().to_owned(),
        Scalar::Integer(IntegerFormat::Big) | Scalar::Number(NumberFormat::Decimal) => {
            // Its type is `i32` where it is not said.
            let number = example(&unsaid).as_i64();
            let number = number.filter(|number| i32::try_from(*number).is_ok());
            format!("{}{}", number.unwrap_or(1), into(exact))
        }
        Scalar::Integer(_) => example(known).as_i64().unwrap_or(1).to_string(),
        Scalar::Number(_) => {
            let number = example(known).untrusted().as_f64();
            format!("{:?}", number.unwrap_or(1.0))
        }
        Scalar::Text(TextFormat::Base64) => format!("vec![1, 2, 3]{}", into(exact)),
        Scalar::Text(_) => {
            let shown = |value: &DocumentValue| value.as_text().is_some_and(is_plain);
            let value = Some(example(known)).filter(shown);
            let value = value.or_else(|| Some(example(&unsaid)).filter(shown));
            let text = value.as_ref().and_then(DocumentValue::as_text);
            let text = text.unwrap_or(DocumentStr::new("text"));
            format!("{}{}", text.literal(), into(exact))
        }
    }
}

fn into(exact: bool) -> &'static str {
    if exact { ".into()" } else { "" }
}
