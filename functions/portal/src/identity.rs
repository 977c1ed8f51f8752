//! The third door: who is signed in at the host's identity provider (Auth0, Cognito, Keycloak …)
//! brings its token. Such tokens are understood here and nowhere else; whoever calls other routes
//! exchanges one for a session's first (`docs/decisions/0022-an-identity-providers-token.md`).

mod address;
mod fetch;
mod key;
mod keys;
mod person;
mod settings;
#[cfg(test)]
mod testing;
mod token;

use axum::http::HeaderMap;
use domain::account::Household;
use domain::id::ParticipantId;
use jiff::Timestamp;
use runtime::auth::bearer::bearer;
use runtime::auth::token::Participant;
use runtime::config::ConfigError;
use runtime::problem::{Kind, Problem};

use fetch::Source;
use keys::Keys;
use settings::Settings;
use token::Unchecked;

pub(crate) use token::is_one;

/// Who is signed in is nobody whom the host told us of.
pub(crate) const NOT_A_MEMBER: Kind = Kind {
    slug: "not-a-member",
    status: 403,
    title: "The account has no such member here",
};

pub(crate) const PROVIDER_UNREACHABLE: Kind = Kind {
    slug: "identity-provider-unreachable",
    status: 503,
    title: "The identity provider's keys cannot be read",
};

/// When to come back while they cannot be: by then they are asked for again.
const COME_BACK_SECONDS: u32 = 10;

pub(crate) const TELL_FIRST: &str = "tell of the account with this member first, by \
     PUT /v1/accounts/{account_id}: the ids have to be those of the token";

/// The host's identity provider.
pub(crate) struct Provider {
    settings: Settings,
    keys: Keys,
}

impl Provider {
    /// As the environment names it; none where it names none. Asks it for nothing yet.
    ///
    /// # Errors
    /// [`ConfigError`] if it is named by halves or wrongly.
    pub(crate) fn from_env() -> Result<Option<Self>, ConfigError> {
        let Some(settings) = Settings::from_env()? else {
            return Ok(None);
        };
        let source = Source::at(&settings.keys_url).map_err(|error| ConfigError::Wrong {
            name: settings::KEYS_URL,
            source: error,
        })?;
        Ok(Some(Self {
            keys: Keys::of(source),
            settings,
        }))
    }

    /// Whom the provider vouches for. Whether the host knows them too is another question.
    ///
    /// # Errors
    /// 401 for a token that is not good, 503 while the provider's keys cannot be read.
    pub(crate) async fn identify(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Participant, Problem> {
        let refused = |detail: String| Problem::unauthorized(format!("the token {detail}"));
        let unchecked = Unchecked::read(token).map_err(|error| refused(error.to_string()))?;
        let keys = self.keys.for_token(unchecked.key_id(), now).await;
        let keys = keys.map_err(|keys::Unreachable| unreachable())?;
        let claims = unchecked.claims(&keys);
        let claims = claims.map_err(|error| refused(error.to_string()))?;
        person::of(&claims, &self.settings, now).map_err(|error| refused(error.to_string()))
    }
}

/// The token of an identity provider that a request brings.
pub(crate) fn brought(headers: &HeaderMap) -> Option<&str> {
    bearer(headers).ok().filter(|bearer| is_one(bearer))
}

/// Without a provider, nobody comes by its token.
pub(crate) fn not_set_up() -> Problem {
    Problem::unauthorized("no identity provider is set up here: its tokens open nothing")
}

/// An account at a provider is soon made: only whom the host tells of is let in. What speaks
/// against somebody is not told apart: it is not theirs to learn.
///
/// # Errors
/// 403 unless the account is open and has this member.
pub(crate) fn check_member(household: &Household, id: &ParticipantId) -> Result<(), Problem> {
    let account = household.account.as_ref();
    let is_open = account.is_some_and(domain::account::Account::is_open);
    let member = household.participant(id);
    if is_open && member.is_some_and(domain::account::Participant::is_member) {
        return Ok(());
    }
    Err(Problem::of(NOT_A_MEMBER).detail(TELL_FIRST))
}

fn unreachable() -> Problem {
    Problem::of(PROVIDER_UNREACHABLE)
        .retry_after(COME_BACK_SECONDS)
        .detail("nothing was done; try again in a moment")
}

#[cfg(test)]
mod tests;
