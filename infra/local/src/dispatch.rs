//! The one place that knows the functions' crates: which `run` belongs to which name.

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::template::Template;

/// Every function of the program, by the name of its crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Function {
    Administer,
    AttributeSignup,
    CollectDeadLetters,
    CreateLink,
    DeliverMail,
    FindStuck,
    FollowLink,
    Portal,
    PostCredits,
    PublishEvents,
    ReceiveMailFeedback,
    Reconcile,
    RedeemCredit,
    ReportHealth,
    RunDue,
    SendInvites,
    SendReminders,
    SettlePayments,
    StripeWebhook,
    Unsubscribe,
}

impl Function {
    /// Is this function, until the stack that started this process ends it.
    pub(crate) fn be(self) -> Result<()> {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        match runtime.enable_all().build()?.block_on(self.run()) {
            Ok(()) => Ok(()),
            Err(error) => bail!("function {self:?}: {error}"),
        }
    }

    async fn run(self) -> Result<(), lambda_runtime::Error> {
        match self {
            Self::Administer => administer::run().await,
            Self::AttributeSignup => attribute_signup::run().await,
            Self::CollectDeadLetters => collect_dead_letters::run().await,
            Self::CreateLink => create_link::run().await,
            Self::DeliverMail => deliver_mail::run().await,
            Self::FindStuck => find_stuck::run().await,
            Self::FollowLink => follow_link::run().await,
            Self::Portal => portal::run().await,
            Self::PostCredits => post_credits::run().await,
            Self::PublishEvents => publish_events::run().await,
            Self::ReceiveMailFeedback => receive_mail_feedback::run().await,
            Self::Reconcile => reconcile::run().await,
            Self::RedeemCredit => redeem_credit::run().await,
            Self::ReportHealth => report_health::run().await,
            Self::RunDue => run_due::run().await,
            Self::SendInvites => send_invites::run().await,
            Self::SendReminders => send_reminders::run().await,
            Self::SettlePayments => settle_payments::run().await,
            Self::StripeWebhook => stripe_webhook::run().await,
            Self::Unsubscribe => unsubscribe::run().await,
        }
    }
}

/// Fails on a function of `template` that this program cannot be.
pub(crate) fn check(template: &Template) -> Result<()> {
    for function in &template.functions {
        if Function::from_str(&function.name, false).is_err() {
            bail!(
                "the template's function {} is not part of this program: name a directory with \
                 its executable with --functions-dir",
                function.name
            );
        }
    }
    Ok(())
}
