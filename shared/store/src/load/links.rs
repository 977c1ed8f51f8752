//! Personal links.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use domain::id::{AccountId, ParticipantId, ProgramId};
use domain::link::{CODES_TRIED, Code, Link};
use domain::token::Signer;

use jiff::Timestamp;

use crate::connect::Store;
use crate::enrolments;
use crate::error::StoreError;
use crate::item;
use crate::key;

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
