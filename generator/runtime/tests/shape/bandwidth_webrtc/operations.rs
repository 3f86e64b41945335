//! The requests of this API, as values.

use super::types::{ErrorBody as ErrorBodyType, ParticipantRequest, ParticipantResponse};
use crate::runtime::{
    Caller, Detached, Error, ErrorBody, Operation, Request, Response, Status, Writer, decode_error,
};

/// Creates a participant.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateParticipant<C = Detached> {
    caller: C,
    account_id: String,
    body: ParticipantRequest,
}

impl<C> CreateParticipant<C> {
    pub(super) fn new(caller: C, account_id: String, body: ParticipantRequest) -> Self {
        Self {
            caller,
            account_id,
            body,
        }
    }
}

impl<C: Caller> CreateParticipant<C> {
    /// Sends the request.
    pub fn send(self) -> C::Response<ParticipantResponse> {
        self.caller.call(&self)
    }
}

impl<C> Request for CreateParticipant<C> {
    type Output = ParticipantResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "createParticipant",
        method: "POST",
        path: "/accounts/{accountId}/participants",
        accept: "application/json",
        security: &[&["httpBasic"]],
        errors: &[
            ErrorBody {
                status: Status::Code(400),
                decode: decode_error::<ErrorBodyType>,
            },
            ErrorBody {
                status: Status::Range(5),
                decode: decode_error::<ErrorBodyType>,
            },
        ],
    };

    fn write(&self, to: &mut Writer) {
        to.path("accountId", &self.account_id);
        to.json(&self.body);
    }

    fn read(response: &Response) -> Result<ParticipantResponse, Error> {
        response.json()
    }
}
