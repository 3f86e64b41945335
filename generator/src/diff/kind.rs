//! Which kinds of changes are there, and what does each mean for callers?
//!
//! Structs, enums and unions of the output are `#[non_exhaustive]`: additions break no program.
//! Items that need other cargo features than before break programs that choose their features.
//! Arguments have positions, setters have names, and both have types.

use std::fmt;

/// The effect of a change on programs that use the Rust crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// A program that uses what changed compiles no longer, or only because two arguments that
    /// changed places happen to be of one type.
    Breaking,
    /// It compiles, and does something else.
    Behaviour,
    /// It neither has to change nor does anything else.
    Compatible,
}

impl Effect {
    /// All of them, worst first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Behaviour, Self::Compatible];

    /// As it is written for tools.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Behaviour => "behaviour",
            Self::Compatible => "compatible",
        }
    }
}

macro_rules! kinds {
    ($($kind:ident $name:literal $effect:ident,)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum ChangeKind { $($kind,)* }

        impl ChangeKind {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// As it is written.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// The effect on callers.
            pub fn effect(self) -> Effect {
                match self { $(Self::$kind => Effect::$effect,)* }
            }
        }
    };
}

kinds! {
    ModuleAdded "module-added" Compatible,
    ModuleRemoved "module-removed" Breaking,
    ModuleRenamed "module-renamed" Breaking,
    ExportAdded "export-added" Compatible,
    ExportRemoved "export-removed" Breaking,
    FeatureAdded "feature-added" Compatible,
    FeatureRemoved "feature-removed" Breaking,
    FeatureRequired "feature-required" Breaking,

    OperationAdded "operation-added" Compatible,
    OperationRemoved "operation-removed" Breaking,
    OperationRenamed "operation-renamed" Breaking,
    RequestRenamed "request-renamed" Breaking,
    OperationDeprecated "operation-deprecated" Compatible,
    MethodChanged "method-changed" Behaviour,
    PathChanged "path-changed" Behaviour,
    OperationServerChanged "operation-server-changed" Behaviour,
    SecurityChanged "security-changed" Behaviour,

    ArgumentAdded "argument-added" Breaking,
    ArgumentRemoved "argument-removed" Breaking,
    ArgumentRequired "argument-required" Breaking,
    ArgumentOptional "argument-optional" Breaking,
    ArgumentTypeChanged "argument-type-changed" Breaking,
    ArgumentRenamed "argument-renamed" Compatible,
    ArgumentFieldRenamed "argument-field-renamed" Breaking,
    ArgumentsReordered "arguments-reordered" Breaking,
    ArgumentsRegrouped "arguments-regrouped" Breaking,
    ArgumentMoved "argument-moved" Behaviour,
    ArgumentWireNameChanged "argument-wire-name-changed" Behaviour,
    SetterAdded "setter-added" Compatible,
    SetterRemoved "setter-removed" Breaking,
    SetterRenamed "setter-renamed" Breaking,
    SetterTypeChanged "setter-type-changed" Breaking,
    LimitsTightened "limits-tightened" Behaviour,
    LimitsLoosened "limits-loosened" Compatible,
    ConstantAdded "constant-added" Compatible,
    ConstantRemoved "constant-removed" Breaking,
    ConstantTypeChanged "constant-type-changed" Breaking,
    DefaultChanged "default-changed" Behaviour,
    BodyVariantAdded "body-variant-added" Compatible,
    BodyVariantRemoved "body-variant-removed" Breaking,
    BodyVariantTypeChanged "body-variant-type-changed" Breaking,

    ResultTypeChanged "result-type-changed" Breaking,
    ResponseAdded "response-added" Compatible,
    ResponseRemoved "response-removed" Breaking,
    ResponseTypeChanged "response-type-changed" Breaking,
    AcceptChanged "accept-changed" Behaviour,
    ErrorAdded "error-added" Compatible,
    ErrorRemoved "error-removed" Behaviour,
    ErrorBodyChanged "error-body-changed" Behaviour,
    PagesAdded "pages-added" Compatible,
    PagesRemoved "pages-removed" Breaking,
    PageItemTypeChanged "page-item-type-changed" Breaking,
    PagingChanged "paging-changed" Behaviour,
    EventsAdded "events-added" Compatible,
    EventsRemoved "events-removed" Breaking,
    EventTypeChanged "event-type-changed" Breaking,
    FramingChanged "framing-changed" Behaviour,
    DownloadAdded "download-added" Compatible,
    DownloadRemoved "download-removed" Breaking,

    TypeAdded "type-added" Compatible,
    TypeRemoved "type-removed" Breaking,
    TypeRenamed "type-renamed" Breaking,
    TypeKindChanged "type-kind-changed" Breaking,
    AliasChanged "alias-changed" Breaking,
    TraitAdded "trait-added" Compatible,
    TraitRemoved "trait-removed" Breaking,
    ConstructorAdded "constructor-added" Compatible,
    ConstructorRemoved "constructor-removed" Breaking,
    ConstructorChanged "constructor-changed" Breaking,
    FieldAdded "field-added" Compatible,
    FieldRemoved "field-removed" Breaking,
    FieldRenamed "field-renamed" Breaking,
    FieldTypeChanged "field-type-changed" Breaking,
    FieldWireNameChanged "field-wire-name-changed" Behaviour,
    ValueAdded "value-added" Compatible,
    ValueRemoved "value-removed" Breaking,
    ValueRenamed "value-renamed" Breaking,
    ValueChanged "value-changed" Behaviour,
    CatchAllChanged "catch-all-changed" Breaking,
    VariantAdded "variant-added" Compatible,
    VariantRemoved "variant-removed" Breaking,
    VariantRenamed "variant-renamed" Breaking,
    VariantTypeChanged "variant-type-changed" Breaking,
    DiscriminatorChanged "discriminator-changed" Behaviour,
    PatternChanged "pattern-changed" Behaviour,

    SchemeAdded "scheme-added" Compatible,
    SchemeRemoved "scheme-removed" Breaking,
    SchemeRenamed "scheme-renamed" Breaking,
    SchemeArgumentsChanged "scheme-arguments-changed" Breaking,
    CredentialChanged "credential-changed" Behaviour,
    BaseUrlChanged "base-url-changed" Behaviour,
    ServerChoiceAdded "server-choice-added" Compatible,
    ServerChoiceRemoved "server-choice-removed" Breaking,
    ServerChoiceChanged "server-choice-changed" Breaking,
    ServerAdded "server-added" Compatible,
    ServerRemoved "server-removed" Breaking,
    ServerUrlChanged "server-url-changed" Behaviour,
    ServerVariableAdded "server-variable-added" Compatible,
    ServerVariableRemoved "server-variable-removed" Breaking,
    ServerVariableChanged "server-variable-changed" Behaviour,
    HeaderAdded "header-added" Compatible,
    HeaderRemoved "header-removed" Breaking,
    HeaderTypeChanged "header-type-changed" Breaking,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
