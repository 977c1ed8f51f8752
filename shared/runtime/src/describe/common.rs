//! The problems that follow from who may call and what is taken.

use super::{Access, Operation, Refusal};
use crate::problem::{
    FORBIDDEN, INTERNAL_ERROR, INVALID_REQUEST, Kind, NOT_FOUND, TOO_LARGE, TOO_MANY_REQUESTS,
    UNAUTHORIZED, UNAVAILABLE, UNSUPPORTED_MEDIA_TYPE,
};
use crate::repeat::KEY_REUSED;

impl Operation {
    /// Every problem that it may answer with, each once, in the order of the statuses.
    pub fn refusals(&self) -> Vec<Refusal> {
        let mut refusals = self.refusals.clone();
        refusals.extend(self.of_access());
        refusals.extend(self.of_key());
        refusals.extend(self.of_body());
        refusals.extend(self.of_query());
        refusals.extend(self.of_path());
        refusals.push(refusal(INTERNAL_ERROR, None));
        refusals.push(refusal(
            UNAVAILABLE,
            Some("nothing was done; try again in a moment"),
        ));
        let mut seen = Vec::new();
        refusals.retain(|refusal| {
            let is_new = !seen.contains(&refusal.kind.slug);
            seen.push(refusal.kind.slug);
            is_new
        });
        refusals.sort_by_key(|refusal| refusal.kind.status);
        refusals
    }

    fn of_access(&self) -> Vec<Refusal> {
        match self.access {
            Access::Host(scope)
            | Access::HostOrParticipant(scope)
            | Access::HostOrIdentity(scope) => vec![
                refusal(
                    UNAUTHORIZED,
                    Some("send an API key or a participant's token as Authorization: Bearer …"),
                ),
                Refusal {
                    kind: FORBIDDEN,
                    detail: format!("this API key lacks the scope {}", scope.as_str()),
                    pointer: None,
                },
                refusal(
                    TOO_MANY_REQUESTS,
                    Some("60 write calls a minute are let through; try again in 42 s"),
                ),
            ],
            Access::Session | Access::Console | Access::Anyone | Access::Stripe => Vec::new(),
        }
    }

    fn of_key(&self) -> Option<Refusal> {
        let detail = "the Idempotency-Key came before with another path, query or body";
        self.is_repeatable()
            .then(|| refusal(KEY_REUSED, Some(detail)))
    }

    fn of_body(&self) -> Vec<Refusal> {
        let Some(body) = &self.body else {
            return Vec::new();
        };
        let mut refusals = vec![Refusal {
            kind: TOO_LARGE,
            detail: format!("send at most {} bytes", body.limit),
            pointer: None,
        }];
        if body.schema.is_some() {
            refusals.push(Refusal {
                pointer: Some("/balance"),
                ..refusal(
                    INVALID_REQUEST,
                    Some("/balance is not a field of this body"),
                )
            });
        }
        if self.access != Access::Stripe {
            let detail = format!("send the body with Content-Type: {}", body.media_type);
            refusals.push(Refusal {
                kind: UNSUPPORTED_MEDIA_TYPE,
                detail,
                pointer: None,
            });
        }
        refusals
    }

    /// An id that cannot be one names nothing. Friends are led on whatever the address.
    fn of_path(&self) -> Option<Refusal> {
        let path = |parameter: &super::Parameter| parameter.place == "path";
        (self.access.tells_callers() && self.parameters.iter().any(path))
            .then(|| refusal(NOT_FOUND, None))
    }

    fn of_query(&self) -> Option<Refusal> {
        let query = |parameter: &super::Parameter| parameter.place == "query";
        self.parameters.iter().any(query).then(|| {
            refusal(
                INVALID_REQUEST,
                Some("/limit must be a whole number from 1 to 100"),
            )
        })
    }
}

fn refusal(kind: Kind, detail: Option<&str>) -> Refusal {
    Refusal {
        kind,
        detail: detail.unwrap_or_default().to_owned(),
        pointer: None,
    }
}
