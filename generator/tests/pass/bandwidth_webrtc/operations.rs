// Made by bindery from the description of `bandwidth_webrtc`; changes are overwritten.

//! The requests of this API, as values.

use super::types::{
    AccessError, CreateParticipantRequest, CreateParticipantResponse, RequestError,
};
use crate::runtime::{
    Caller, Detached, Error, ErrorBody, Operation, Request, Response, Status, Writer,
    decode_error,
};

/// Creates a participant.
///
/// Made by [`Client::create_participant`](crate::bandwidth_webrtc::Client::create_participant).
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateParticipant<C = Detached> {
    caller: C,
    account_id: String,
    body: CreateParticipantRequest,
}

impl<C> CreateParticipant<C> {
    pub(super) fn new(
        caller: C,
        account_id: String,
        body: CreateParticipantRequest,
    ) -> Self {
        Self { caller, account_id, body }
    }
}

impl<C: Caller> CreateParticipant<C> {
    /// Sends no credentials, whatever the client has been configured with.
    pub fn anonymous(mut self) -> Self {
        self.caller = self.caller.anonymous();
        self
    }

    /// Sends the request.
    pub fn send(self) -> C::Response<CreateParticipantResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for CreateParticipant<C> {
    type Output = CreateParticipantResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "createParticipant",
        method: "POST",
        path: "/accounts/{accountId}/participants",
        accept: "application/json",
        security: &[&["basic"]],
        errors: &[
            ErrorBody {
                status: Status::Code(400),
                decode: decode_error::<RequestError>,
            },
            ErrorBody {
                status: Status::Code(401),
                decode: decode_error::<AccessError>,
            },
            ErrorBody {
                status: Status::Code(403),
                decode: decode_error::<AccessError>,
            },
            ErrorBody {
                status: Status::Range(5),
                decode: decode_error::<RequestError>,
            },
        ],
    };

    fn write(&self, to: &mut Writer) {
        to.path("accountId", &self.account_id);
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<CreateParticipantResponse, Error> {
        response.json()
    }
}
