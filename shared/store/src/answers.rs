//! Answers to calls that may be repeated.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use domain::repeat::{CallId, KeptAnswer};

use crate::connect::Store;
use crate::error::StoreError;
use crate::item::{self, Item, number, text};
use crate::key;
use crate::write::refused;

/// No answer is kept yet, the last one is forgotten, or the same request has begun.
///
/// What is forgotten may stand for another day before DynamoDB deletes it.
const UNANSWERED: &str = "attribute_not_exists(pk) OR expires_at_epoch <= :now \
                          OR (request_hash = :request AND attribute_not_exists(sealed))";

/// The put of an answer, beside the effect that it tells of.
pub(crate) fn action(answer: &KeptAnswer, table: &str) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder()
        .table_name(table)
        .set_item(Some(item_of(answer)?))
        .condition_expression(UNANSWERED)
        .expression_attribute_values(":now", number(answer.kept_at.as_second()))
        .expression_attribute_values(":request", text(answer.request.as_str()))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    let put = put.build().map_err(|error| refused(&error))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// The answer, if that is what this item is.
pub(crate) fn of_item(item: &Item) -> Option<Result<KeptAnswer, StoreError>> {
    let is_answer = item::attribute(item, "pk").starts_with(key::ANSWERS);
    is_answer.then(|| item::record(item.clone()))
}

fn item_of(answer: &KeptAnswer) -> Result<Item, StoreError> {
    let mut item = item::of(&key::answer(&answer.call), answer)?;
    let end = number(answer.forgotten_at().as_second());
    item.insert("expires_at_epoch".to_owned(), end);
    Ok(item)
}

impl Store {
    /// What was kept of this call, also when it should be forgotten by now. One round trip.
    pub async fn kept_answer(&self, call: &CallId) -> Result<Option<KeptAnswer>, StoreError> {
        self.get(key::answer(call)).await
    }

    /// Keeps the answer of a call that changed nothing. One round trip.
    ///
    /// # Errors
    /// [`StoreError::Answered`] if there is one.
    pub async fn keep_answer(&self, answer: &KeptAnswer) -> Result<(), StoreError> {
        let request = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item_of(answer)?))
            .condition_expression(UNANSWERED)
            .expression_attribute_values(":now", number(answer.kept_at.as_second()))
            .expression_attribute_values(":request", text(answer.request.as_str()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let Err(error) = Box::pin(request.send()).await else {
            return Ok(());
        };
        match existing(&error).and_then(of_item) {
            Some(kept) => Err(StoreError::Answered(Box::new(kept?))),
            None => Err(StoreError::from_sdk(error)),
        }
    }
}

fn existing(error: &SdkError<PutItemError>) -> Option<&Item> {
    if let PutItemError::ConditionalCheckFailedException(failed) = error.as_service_error()? {
        return failed.item();
    }
    None
}
