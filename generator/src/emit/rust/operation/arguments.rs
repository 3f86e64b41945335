//! What does a caller give for an operation, in which order, and which of it must be given?

use crate::emit::rust::Module;
use crate::ir::{
    Body, Docs, Encoding, FormField, Limits, Location, Operation, Parameter, Payload, Presence,
    Type,
};
use crate::name::{ChoiceNames, Identifier, OperationNames, PartsNames};
use crate::text::{DocumentStr, DocumentText, DocumentValue};

/// The limit of positional arguments; more required arguments are named, in a struct.
const MOST_POSITIONAL: usize = 6;

/// Everything that a caller can give for an operation.
pub(in crate::emit::rust) struct Arguments<'a> {
    /// Required ones first: path parameters in the order of the URL, other parameters, fields of
    /// a form, the body. Then the others, in the same order.
    pub(in crate::emit::rust) all: Vec<Argument<'a>>,
    /// The number of required ones.
    required: usize,
    /// The number of required ones in the path.
    path: usize,
}

/// Something that a caller can give.
#[derive(Clone, Copy)]
pub(in crate::emit::rust) struct Argument<'a> {
    /// Its name in Rust.
    pub(in crate::emit::rust) name: &'a Identifier,
    /// Its name on the wire; empty for a body.
    pub(in crate::emit::rust) wire: DocumentStr<'a>,
    /// Where it goes.
    pub(in crate::emit::rust) to: To<'a>,
    /// Its type; for a body that has none, none.
    pub(in crate::emit::rust) ty: Option<&'a Type>,
    /// Whether null can be given for it.
    pub(in crate::emit::rust) nullable: bool,
    /// Whether it must be given.
    pub(in crate::emit::rust) required: bool,
    /// Whether it must be given as soon as anything of the body is, which itself need not be sent.
    pub(in crate::emit::rust) with_body: bool,
    /// Its description.
    pub(in crate::emit::rust) docs: &'a Docs,
    /// Documented only.
    pub(in crate::emit::rust) limits: Option<&'a Limits>,
    /// The default of the server.
    pub(in crate::emit::rust) default: Option<&'a DocumentValue>,
    /// The constant that holds that.
    pub(in crate::emit::rust) constant: Option<&'a Identifier>,
}

/// Where an argument goes.
#[derive(Clone, Copy)]
pub(in crate::emit::rust) enum To<'a> {
    /// A parameter.
    Parameter(&'a Parameter),
    /// A field of a form.
    Form(&'a Encoding),
    /// A part of a body, or several.
    Part(&'a Encoding),
    /// A header of the part with this name.
    PartHeader(&'a DocumentText),
    /// The body.
    Body(&'a Payload, &'a DocumentText),
    /// The body, of one of several media types.
    Choice(&'a Body, &'a ChoiceNames),
}

impl To<'_> {
    fn is_path(self) -> bool {
        matches!(self, Self::Parameter(parameter) if parameter.location == Location::Path)
    }
}

impl<'a> Arguments<'a> {
    /// Collects them.
    pub(in crate::emit::rust) fn of(operation: &'a Operation, names: &'a OperationNames) -> Self {
        let mut all: Vec<_> = parameters(operation, names).collect();
        all.extend(body(operation, names));
        // Stable: the order of the document stays otherwise.
        all.sort_by_key(|argument| (!argument.required, !argument.to.is_path()));
        let required = all.iter().filter(|argument| argument.required).count();
        let path = all.iter().filter(|argument| argument.to.is_path()).count();
        Self {
            all,
            required,
            path: path.min(required),
        }
    }

    /// Those that are distinguished by their place.
    pub(in crate::emit::rust) fn positional(&self) -> &[Argument<'a>] {
        let count = if self.is_grouped() {
            self.path
        } else {
            self.required
        };
        self.all.get(..count).unwrap_or_default()
    }

    /// Those that are named, in a struct, although required: there are too many.
    pub(in crate::emit::rust) fn grouped(&self) -> &[Argument<'a>] {
        let from = if self.is_grouped() {
            self.path
        } else {
            self.required
        };
        self.all.get(from..self.required).unwrap_or_default()
    }

    /// Those that need not be given.
    pub(in crate::emit::rust) fn optional(&self) -> &[Argument<'a>] {
        self.all.get(self.required..).unwrap_or_default()
    }

    /// Whether one of them has this name.
    pub(in crate::emit::rust) fn has(&self, name: &str) -> bool {
        self.all
            .iter()
            .any(|argument| argument.name.as_str() == name)
    }

    /// Those that must be given.
    pub(in crate::emit::rust) fn required(&self) -> &[Argument<'a>] {
        self.all.get(..self.required).unwrap_or_default()
    }

    /// Whether required arguments are named, in a struct.
    pub(in crate::emit::rust) fn is_grouped(&self) -> bool {
        self.required > MOST_POSITIONAL && self.required > self.path
    }
}

/// The arguments of every operation of a module, with its names.
pub(in crate::emit::rust) fn operations<'a>(
    module: &Module<'a>,
) -> impl Iterator<Item = (&'a Operation, &'a OperationNames, Arguments<'a>)> {
    let (api, names) = (module.api, module.names);
    api.operations
        .iter()
        .zip(&names.operations)
        .map(|(operation, names)| (operation, names, Arguments::of(operation, names)))
}

fn parameters<'a>(
    operation: &'a Operation,
    names: &'a OperationNames,
) -> impl Iterator<Item = Argument<'a>> {
    operation
        .parameters
        .iter()
        .zip(&names.parameters)
        .zip(&names.parameter_defaults)
        .map(|((parameter, name), constant)| Argument {
            name,
            wire: parameter.name.borrowed(),
            to: To::Parameter(parameter),
            ty: Some(&parameter.ty),
            nullable: parameter.allow_empty,
            required: is_required(parameter.presence) || parameter.location == Location::Path,
            with_body: false,
            docs: &parameter.docs,
            limits: Some(&parameter.limits),
            default: parameter.default.as_ref(),
            constant: constant.as_ref(),
        })
}

fn body<'a>(operation: &'a Operation, names: &'a OperationNames) -> Vec<Argument<'a>> {
    let Some(body) = &operation.body else {
        return Vec::new();
    };
    let ty = match &body.payload {
        Payload::Form(fields) | Payload::Multipart(fields) => {
            let in_parts = matches!(body.payload, Payload::Multipart(_));
            let fields = fields.iter().zip(&names.form).zip(&names.form_defaults);
            return fields
                .map(|((form, name), constant)| {
                    property(form, name, constant.as_ref(), in_parts, body.required)
                })
                .collect();
        }
        Payload::Json(ty) | Payload::WholeForm(ty, _) => Some(ty),
        Payload::Text | Payload::Binary | Payload::Ranged | Payload::Lines(..) | Payload::Parts => {
            None
        }
    };
    let choice = names.choice.as_ref();
    vec![Argument {
        name: &names.body,
        wire: DocumentStr::default(),
        to: match choice {
            Some(names) => To::Choice(body, names),
            None => To::Body(&body.payload, &body.media_type),
        },
        ty: ty.filter(|_| choice.is_none()),
        nullable: false,
        required: body.required,
        with_body: false,
        docs: &body.docs,
        limits: None,
        default: None,
        constant: None,
    }]
}

/// The arguments for the parts of a body that can be of several media types: required ones first.
pub(in crate::emit::rust) fn of_parts<'a>(
    fields: &'a [FormField],
    names: &'a PartsNames,
) -> Vec<Argument<'a>> {
    let fields = fields.iter().zip(&names.fields);
    let mut all: Vec<_> = fields
        .map(|(form, name)| property(form, name, None, true, true))
        .collect();
    all.sort_by_key(|argument| !argument.required);
    all
}

/// The argument for a property of a form.
fn property<'a>(
    form: &'a FormField,
    name: &'a Identifier,
    constant: Option<&'a Identifier>,
    in_parts: bool,
    body_required: bool,
) -> Argument<'a> {
    let required = is_required(form.field.presence);
    Argument {
        name,
        wire: form.field.name.borrowed(),
        to: match &form.header_of {
            Some(part) => To::PartHeader(part),
            None if in_parts => To::Part(&form.encoding),
            None => To::Form(&form.encoding),
        },
        ty: Some(&form.field.ty),
        nullable: form.field.presence == Presence::RequiredNullable,
        required: required && body_required,
        with_body: required && !body_required,
        docs: &form.field.docs,
        limits: Some(&form.field.limits),
        default: form.field.default.as_ref(),
        constant,
    }
}

fn is_required(presence: Presence) -> bool {
    matches!(presence, Presence::Required | Presence::RequiredNullable)
}
