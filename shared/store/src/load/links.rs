//! Personal links.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::link::{CODES_TRIED, Code, Link};
use domain::repeat::KeptAnswer;
use domain::token::Signer;

use jiff::Timestamp;

use crate::answers;
use crate::commit::Failed;
use crate::connect::Store;
use crate::enrolments;
use crate::error::StoreError;
use crate::item;
use crate::key;
use crate::write::refused;

/// What putting a link came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutLink {
    Created,
    /// The code is taken: by this same link, or by another's.
    Exists(Link),
}

impl Store {
    pub async fn link(&self, code: &Code) -> Result<Option<Link>, StoreError> {
        self.get(key::link(code)).await
    }

    /// The participant's link in the program, if it was made.
    ///
    /// One round trip; one more for each code that belongs to another's link.
    pub async fn link_of(
        &self,
        signer: &Signer,
        program: &ProgramId,
        (owner, who): (&AccountId, &ParticipantId),
    ) -> Result<Option<Link>, StoreError> {
        for n in 0..CODES_TRIED {
            let code = signer.code(program, owner, who, n);
            match self.link(&code).await? {
                Some(link) if link.belongs_to(program, who, owner) => return Ok(Some(link)),
                Some(_) => {}
                None => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Stores a link and the answer of the call that made it, unless the code is taken. One round
    /// trip, also when it is; then the answer is not kept.
    ///
    /// # Errors
    /// [`StoreError::Answered`] if the call has an answer.
    pub async fn put_link_once(
        &self,
        link: &Link,
        answer: &KeptAnswer,
        first_look: Option<Timestamp>,
    ) -> Result<PutLink, StoreError> {
        let item = item::of(&key::link(&link.code), link)?;
        let item = enrolments::look_at_link(item, link.code.as_str(), first_look);
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let put = put.build().map_err(|error| refused(&error))?;
        let actions = vec![
            TransactWriteItem::builder().put(put).build(),
            answers::action(answer, &self.table)?,
        ];
        let Err(Failed { old }) = self.transact_unless(actions).await? else {
            return Ok(PutLink::Created);
        };
        if let Some(kept) = old.iter().find_map(answers::of_item) {
            return Err(StoreError::Answered(Box::new(kept?)));
        }
        let link = old.into_iter().next().ok_or(StoreError::Stale)?;
        Ok(PutLink::Exists(item::record(link)?))
    }

    /// Stores a link unless its code is taken, to be looked at then. One round trip, also when it
    /// is.
    pub async fn put_link(
        &self,
        link: &Link,
        first_look: Option<Timestamp>,
    ) -> Result<PutLink, StoreError> {
        let item = item::of(&key::link(&link.code), link)?;
        let item = enrolments::look_at_link(item, link.code.as_str(), first_look);
        let result = Box::pin(
            self.client
                .put_item()
                .table_name(&self.table)
                .set_item(Some(item))
                .condition_expression("attribute_not_exists(pk)")
                .return_values_on_condition_check_failure(
                    ReturnValuesOnConditionCheckFailure::AllOld,
                )
                .send(),
        )
        .await;
        let Err(error) = result else {
            return Ok(PutLink::Created);
        };
        match existing(&error) {
            Some(item) => Ok(PutLink::Exists(item::record(item)?)),
            None => Err(StoreError::from_sdk(error)),
        }
    }
}

fn existing(error: &SdkError<PutItemError>) -> Option<item::Item> {
    if let PutItemError::ConditionalCheckFailedException(failed) = error.as_service_error()? {
        return failed.item().cloned();
    }
    None
}
