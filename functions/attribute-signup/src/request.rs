//! What the host sends.

use domain::email_address::EmailAddress;
use domain::id::{AccountId, ParticipantId, ProgramId, StripeCustomerId};
use domain::money::Currency;
use domain::person_name::PersonName;
use domain::registration::{self, Member};
use domain::token::Signer;
use jiff::Timestamp;
use runtime::problem::Problem;
use serde::Deserialize;

/// Touches of one signup that are looked at: the host keeps the first and the latest.
const TOUCHES_AT_MOST: usize = 10;

/// Members of one call: each is two items, within one table transaction.
const MEMBERS_AT_MOST: usize = 40;

#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct SignupRequest {
    pub(crate) account_id: AccountId,
    pub(crate) member: MemberRequest,
    pub(crate) signed_up_at: Timestamp,
    /// What the redirect appended as `ref`, as often as it was kept.
    #[serde(default)]
    pub(crate) touches: Vec<String>,
    /// A code that the friend typed in.
    pub(crate) code: Option<String>,
    /// What accepting an invite appended.
    pub(crate) accept_token: Option<String>,
    /// Counts only evidence of this program.
    pub(crate) program_id: Option<ProgramId>,
    pub(crate) stripe_customer_id: Option<StripeCustomerId>,
    pub(crate) currency: Option<Currency>,
    pub(crate) name: Option<String>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountRequest {
    pub(crate) signed_up_at: Timestamp,
    #[serde(default)]
    pub(crate) status: Status,
    /// When it was closed; now, where it is left out.
    pub(crate) closed_at: Option<Timestamp>,
    pub(crate) stripe_customer_id: Option<StripeCustomerId>,
    pub(crate) currency: Option<Currency>,
    pub(crate) name: Option<String>,
    /// The whole list; left out, the members stay as they are.
    pub(crate) members: Option<Vec<MemberRequest>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "AccountState")
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    #[default]
    Open,
    Closed,
}

#[derive(Deserialize)]
#[cfg_attr(
    feature = "describe",
    derive(schemars::JsonSchema),
    schemars(rename = "Member")
)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberRequest {
    pub(crate) id: ParticipantId,
    pub(crate) email: EmailAddress,
    pub(crate) email_verified_at: Option<Timestamp>,
    pub(crate) name: Option<String>,
    pub(crate) locale: Option<String>,
    pub(crate) time_zone: Option<String>,
}

impl MemberRequest {
    /// The member, with what can be shown of the name.
    pub(crate) fn member(self, signer: &Signer, pointer: &str) -> Result<Member, Problem> {
        if let Some(zone) = &self.time_zone {
            let detail = "must be an IANA time zone such as Europe/Berlin";
            if !registration::is_time_zone(zone) {
                return Err(wrong(&format!("{pointer}/time_zone"), detail));
            }
        }
        let locale = self.locale.as_deref();
        if !locale.is_none_or(registration::is_language_tag) {
            let detail = "must be a language tag such as en or pt-BR";
            return Err(wrong(&format!("{pointer}/locale"), detail));
        }
        Ok(Member {
            id: self.id,
            address_hash: signer.address_hash(&self.email),
            email: self.email,
            email_verified_at: self.email_verified_at,
            name: self.name.as_deref().and_then(PersonName::parse),
            locale: self.locale,
            time_zone: self.time_zone,
        })
    }
}

impl SignupRequest {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.touches.len() > TOUCHES_AT_MOST {
            let detail = format!("has {TOUCHES_AT_MOST} entries at most: the first and the latest");
            return Err(wrong("/touches", &detail));
        }
        Ok(())
    }
}

impl AccountRequest {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self
            .members
            .as_ref()
            .is_some_and(|members| members.len() > MEMBERS_AT_MOST)
        {
            return Err(wrong(
                "/members",
                &format!("has {MEMBERS_AT_MOST} entries at most"),
            ));
        }
        if self.status == Status::Open && self.closed_at.is_some() {
            return Err(wrong("/closed_at", "goes with \"status\": \"closed\""));
        }
        Ok(())
    }
}

pub(crate) fn wrong(pointer: &str, detail: &str) -> Problem {
    Problem::invalid_request(format!("{pointer} {detail}")).pointer(pointer, detail)
}
