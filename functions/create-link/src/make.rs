//! Making the link, unless there is one.

use axum::http::StatusCode;
use domain::link::{CODES_TRIED, Link};
use domain::program::Program;
use domain::reminder::{Enrolment, moments};
use domain::terms::Method;
use jiff::Timestamp;
use runtime::auth::on_behalf::ActingFor;
use runtime::problem::{Kind, Problem};
use runtime::program::{PROGRAM_INACTIVE, require_active};
use runtime::repeat::answer::Answer;
use runtime::repeat::{Once, Unanswered};
use store::PutLink;

use crate::app::App;
use crate::choose::{CODE_CHOSEN_RECENTLY, CODE_TAKEN};

pub(crate) const METHOD_DISABLED: Kind = Kind {
    slug: "method-disabled",
    status: 409,
    title: "The program does not count signups this way",
};

/// The problems that this function answers with, beside those of every function.
pub const KINDS: [Kind; 4] = [
    METHOD_DISABLED,
    PROGRAM_INACTIVE,
    CODE_TAKEN,
    CODE_CHOSEN_RECENTLY,
];

/// Three codes of one link belong to others: not to be expected, of 31 to the power of 10.
#[derive(Debug, thiserror::Error)]
#[error("{CODES_TRIED} codes in a row belong to other links")]
struct CodesTaken;

/// Whether the program's links count now (E4, K9).
pub(crate) fn check(program: &Program, now: Timestamp) -> Result<(), Problem> {
    require_active(program)?;
    if !program.allows(Method::Link, now) {
        return Err(Problem::of(METHOD_DISABLED)
            .detail("it counts the Accept button of its invites only: see POST /v1/invites"));
    }
    Ok(())
}

/// The owner's link: 201 with a new one, 200 with the one there is.
pub(crate) async fn make(
    app: &App,
    program: &Program,
    owner: &ActingFor,
    (once, now): (&Once, Timestamp),
) -> Result<Answer, Unanswered> {
    let signer = app.signer(now).await?;
    let (account, who) = (&owner.account_id, &owner.participant_id);
    for n in 0..CODES_TRIED {
        let link = Link {
            code: signer.code(&program.id, account, who, n),
            program_id: program.id.clone(),
            account_id: account.clone(),
            participant_id: who.clone(),
            created_at: now,
            chosen: Vec::new(),
        };
        let created = Answer::json(StatusCode::CREATED, &app.view(program, &link, now).await?);
        let first_look = moments::first_look(&Enrolment::from(&link), program);
        let put = match once.kept(&created) {
            Some(kept) => app.store.put_link_once(&link, &kept, first_look).await,
            None => app.store.put_link(&link, first_look).await,
        };
        match put.map_err(Unanswered::of)? {
            PutLink::Created => return Ok(created),
            PutLink::Exists(own) if own.belongs_to(&program.id, who, account) => {
                let view = app.view(program, &own, now).await?;
                return found(app, Answer::json(StatusCode::OK, &view), once).await;
            }
            PutLink::Exists(_) => {}
        }
    }
    Err(Problem::unavailable(CodesTaken).into())
}

/// Nothing was changed: the answer is kept by itself.
async fn found(app: &App, answer: Answer, once: &Once) -> Result<Answer, Unanswered> {
    if let Some(kept) = once.kept(&answer) {
        let kept = app.store.keep_answer(&kept).await;
        kept.map_err(Unanswered::of)?;
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
    use domain::program::ProgramStatus;
    use domain::program_file::parse;
    use domain::terms::TermsVersion;

    use super::*;

    fn program(preset: Preset) -> Program {
        let (settings, rules) = parse(preset.toml).unwrap();
        let effective_from = Timestamp::UNIX_EPOCH;
        let first = TermsVersion {
            version: 1,
            effective_from,
            rules,
        };
        Program {
            id: preset.name.parse().unwrap(),
            settings,
            terms: vec![first],
        }
    }

    fn now() -> Timestamp {
        "2022-05-25T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn k9_a_program_that_counts_accepts_only_has_no_links() {
        let problem = check(&program(CONTACTUALLY), now()).unwrap_err();
        assert_eq!(problem.status(), 409);
        assert_eq!(check(&program(CLIENTJOY), now()), Ok(()));
    }

    #[test]
    fn e4_a_program_that_is_not_active_makes_no_links() {
        for status in [
            ProgramStatus::Draft,
            ProgramStatus::Paused,
            ProgramStatus::Ended,
        ] {
            let mut program = program(CLIENTJOY);
            program.settings.status = status;
            assert_eq!(check(&program, now()).unwrap_err().status(), 409);
        }
    }
}
