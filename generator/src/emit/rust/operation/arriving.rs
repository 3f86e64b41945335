//! Which methods read the response of an operation while it arrives?

use crate::emit::rust::model::ty::ValueContext;
use crate::emit::rust::operation::request::Request;
use crate::ir::{Framing, Type};
use proc_macro2::TokenStream;
use quote::quote;

impl Request<'_> {
    /// `events` where the document declares a sequence of items, and `download`.
    pub(in crate::emit::rust) fn arriving(&self) -> TokenStream {
        let (events, download) = (self.events(), self.download());
        quote! { #events #download }
    }

    fn events(&self) -> Option<TokenStream> {
        let (scope, name, caller) = (self.scope, &self.name, &self.caller);
        let streaming = self.operation.streaming.as_ref()?;
        let bound = scope.runtime("Streamer");
        let media_type = streaming.media_type.literal();
        let held = streaming.item.as_ref().map_or_else(
            || scope.std("String"),
            |ty: &Type| scope.held(ty, ValueContext::Model),
        );
        let (item, format) = match streaming.framing {
            Framing::Events => {
                let event = scope.runtime("Event");
                let format = match streaming.item {
                    Some(_) => scope.runtime("json_events"),
                    None => scope.runtime("text_events"),
                };
                (quote! { #event<#held> }, quote! { #format() })
            }
            Framing::Lines => {
                let format = scope.runtime("json_lines");
                (held, quote! { #format(#media_type) })
            }
            Framing::Sequence => {
                let format = scope.runtime("json_sequence");
                (held, quote! { #format(#media_type) })
            }
        };
        Some(quote! {
            impl<#caller: #bound> #name<#caller> {
                #[doc = " Sends the request and reads the response item by item while it arrives."]
                pub fn events(self) -> #caller::Opening<#caller::Events<#item>> {
                    self.caller.events(&self, #format)
                }
            }
        })
    }

    fn download(&self) -> Option<TokenStream> {
        // An argument keeps its name where the document declares no bytes.
        if !self.operation.responds_with_bytes() && self.arguments.has("download") {
            return None;
        }
        let (scope, name, caller) = (self.scope, &self.name, &self.caller);
        let bound = scope.runtime("Downloader");
        Some(quote! {
            impl<#caller: #bound> #name<#caller> {
                #[doc = " Sends the request and reads the response while it arrives, without a limit of size."]
                pub fn download(self) -> #caller::Opening<#caller::Download> {
                    self.caller.download(&self, "")
                }
            }
        })
    }
}
