//! Who stands around an invite: its sender, the friend, and whoever looks at it.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use domain::account::{AddressUse, Participant};
use domain::locale::Locale;
use domain::person_name::PersonName;
use domain::portal_session::PortalSession;
use domain::token::Signer;
use jiff::Timestamp;

use crate::app::App;
use crate::invitation::Opened;
use crate::page::Notice;

/// The names of the cookie of the Refer and Earn page, with TLS and without.
const COOKIES: [&str; 2] = ["__Host-gw_portal", "gw_portal"];

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What is known beside the invite itself.
pub(crate) struct Around {
    sender: Option<Participant>,
    /// Accounts that the invited address has or had.
    accounts: Vec<AddressUse>,
    /// Whoever looks, where they came from the Refer and Earn page within the hour.
    looks: Option<PortalSession>,
    is_own: bool,
}

impl Around {
    /// One table round trip, two reads at a time.
    pub(crate) async fn load(
        app: &App,
        opened: &Opened,
        (headers, now): (&HeaderMap, Timestamp),
    ) -> Result<Self, Failure> {
        let invite = &opened.invite;
        let (account, participant) = (&invite.account_id, &invite.participant_id);
        let (sender, accounts) = tokio::try_join!(
            app.store.participant(account, participant),
            app.store.address_uses(&invite.recipient_hash)
        )?;
        let looks = session(&app.secrets.signer(now).await?, headers, now);
        let is_own = looks.as_ref().is_some_and(|session| {
            session.account_id == *account && session.participant_id == *participant
        });
        Ok(Self {
            sender,
            accounts,
            looks,
            is_own,
        })
    }

    /// The first name of who sent the invite, unless they have left or have none.
    pub(crate) fn inviter(&self) -> Option<&str> {
        let sender = self.sender.as_ref().filter(|sender| sender.is_member())?;
        sender.name.as_ref().map(PersonName::first_name)
    }

    /// What the invite asks for, else the referrer's own language, else the program's.
    pub(crate) fn locale(&self, opened: &Opened) -> Locale {
        let own = self.sender.as_ref().and_then(|it| it.locale.as_deref());
        let spoken = Locale::choose([own], opened.program.settings.locale);
        opened.invite.locale.unwrap_or(spoken)
    }

    /// What whoever looks has to read instead of the offer.
    ///
    /// That the invited address has an account is told to whoever holds the mail, and to nobody
    /// else: its sender never has this link (K25).
    pub(crate) fn notice(&self) -> Option<Notice> {
        if self.is_own {
            return Some(Notice::Own);
        }
        let is_customer = self.looks.is_some() || !self.accounts.is_empty();
        is_customer.then_some(Notice::Customer)
    }
}

/// An open session of the Refer and Earn page, which lives on the same host.
fn session(signer: &Signer, headers: &HeaderMap, now: Timestamp) -> Option<PortalSession> {
    let values = headers.get_all(COOKIE).into_iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    let mut pairs = texts.flat_map(|text| text.split(';')).map(str::trim);
    let value = pairs.find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        COOKIES.contains(&name).then_some(value)
    })?;
    let session = signer.open_portal_session(value).ok()?;
    session.is_open(now).then_some(session)
}
