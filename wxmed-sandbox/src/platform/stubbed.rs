//! The responses that stubs replace or change.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Platform, PlatformResponse, XML, token_rejected};
use crate::envelope::{Envelope, Signing};
use crate::gateway::{self, GatewayError};
use crate::http::{HttpRequest, HttpResponse, PLAIN_TEXT};
use crate::outcome::Outcome;
use crate::stubs::StubResponse;
use crate::target::Target;

/// The error of a forged failure. The code is made up; the description tempts a program to send the request again.
const FORGED_CODE: &str = "SANDBOX_FORGED_FAIL";
const FORGED_DESCRIPTION: &str = "系统错误，请重试";

impl Platform {
    /// The response to a request to which a stub applies.
    pub(super) fn respond(
        &mut self,
        stub: StubResponse,
        target: &Target<'_>,
        request: &HttpRequest,
        rid: &str,
        now: Duration,
    ) -> PlatformResponse {
        match stub {
            StubResponse::TokenRejected { shape, code } => token_rejected(GatewayError::of_token(code), shape, rid),
            StubResponse::Protocol { message } => PlatformResponse::Envelope(Envelope::protocol_failure(&message, rid)),
            StubResponse::Business { code, description } => {
                let rejection = Envelope::business_failure(&code, &description, rid);
                PlatformResponse::Envelope(match target {
                    Target::Operation(operation) => {
                        self.handler(now).signed_rejection(operation, rejection, &request.body)
                    }
                    Target::Endpoint(_) | Target::Page | Target::Code(_) | Target::Payment(_) | Target::Nothing => {
                        rejection
                    }
                })
            }
            StubResponse::Gateway { code, message } => {
                PlatformResponse::Http(gateway::stubbed_error(code, &message, rid), Outcome::Replaced)
            }
            StubResponse::Envelope(fields) => PlatformResponse::Envelope(Envelope { fields, signing: Signing::None }),
            StubResponse::Status { code, body } => {
                PlatformResponse::Http(HttpResponse::of_type(code, PLAIN_TEXT, body), Outcome::Replaced)
            }
            StubResponse::Body(body) => {
                PlatformResponse::Http(HttpResponse::of_type(200, XML, body), Outcome::Replaced)
            }
            StubResponse::Http(response) => PlatformResponse::Http(response, Outcome::Replaced),
            StubResponse::ExecutedThen(response) => {
                self.usual(target, request, rid, now);
                PlatformResponse::Http(response, Outcome::Replaced)
            }
            StubResponse::Forged => changed(self.usual(target, request, rid, now), |envelope| {
                envelope.signing = Signing::Wrong(envelope.sign_type());
            }),
            StubResponse::ForgedFailure => {
                let response = self.usual(target, request, rid, now);
                match target {
                    Target::Operation(operation) if self.notes.is_done => {
                        let failure = Envelope::business_failure(FORGED_CODE, FORGED_DESCRIPTION, rid);
                        let mut envelope = self.handler(now).signed_rejection(operation, failure, &request.body);
                        envelope.signing = Signing::Wrong(envelope.sign_type());
                        PlatformResponse::Envelope(envelope)
                    }
                    Target::Operation(_)
                    | Target::Endpoint(_)
                    | Target::Page
                    | Target::Code(_)
                    | Target::Payment(_)
                    | Target::Nothing => response,
                }
            }
            StubResponse::Unsigned => {
                changed(self.usual(target, request, rid, now), |envelope| envelope.signing = Signing::None)
            }
            StubResponse::Fields(fields) => changed(self.usual(target, request, rid, now), |envelope| {
                fields.iter().for_each(|(name, value)| envelope.set(name, value));
                if target.is_signed() {
                    envelope.signing = Signing::Right(envelope.sign_type());
                }
            }),
            StubResponse::AsUsual
            | StubResponse::Gzip
            | StubResponse::Hang
            | StubResponse::DropBeforeHead
            | StubResponse::DropInBody => self.usual(target, request, rid, now),
        }
    }
}

/// Changes the right response as a stub requires. A response that isn't an envelope stays unchanged.
fn changed(response: PlatformResponse, change: impl FnOnce(&mut Envelope)) -> PlatformResponse {
    match response {
        PlatformResponse::Envelope(mut envelope) => {
            change(&mut envelope);
            PlatformResponse::Envelope(envelope)
        }
        PlatformResponse::Http(..) => response,
    }
}

/// A body as a proxy compresses it.
pub(super) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to a vector doesn't fail.
    let written = encoder.write_all(body).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}
