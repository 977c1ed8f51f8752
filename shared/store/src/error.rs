//! What can go wrong, by what a caller does about it.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use domain::repeat::KeptAnswer;

/// Why nothing was loaded or stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A condition failed: what was read has changed. Load and decide again.
    #[error("the records changed while this was decided")]
    Stale,
    /// The call was answered before, or its key came with another request: give that answer.
    #[error("this call was answered before")]
    Answered(Box<KeptAnswer>),
    /// Load and decide went on failing: give back, and let the next delivery try.
    #[error("the records kept changing, or contradict each other: {0}")]
    Contended(&'static str),
    /// The table did not answer as it should: retry later.
    #[error("the table is unavailable: {0}")]
    Unavailable(String, #[source] Box<dyn std::error::Error + Send + Sync>),
    /// An item cannot be read or written as it is: retrying does not help.
    #[error("item {key} has an unexpected shape")]
    Malformed {
        key: String,
        #[source]
        source: serde_dynamo::Error,
    },
    /// The request itself is wrong, such as an item too large: retrying does not help.
    #[error("the table refused the request: {0}")]
    Refused(String),
}

impl StoreError {
    pub(crate) fn from_sdk<E, R>(error: SdkError<E, R>) -> Self
    where
        E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
        R: std::fmt::Debug + Send + Sync + 'static,
    {
        let code = error.code().unwrap_or("no answer").to_owned();
        match code.as_str() {
            "ConditionalCheckFailedException" => Self::Stale,
            "TransactionConflictException" => Self::Contended("another transaction is at it"),
            // A token that comes again with another transaction is a mistake of ours (F6).
            "ValidationException"
            | "ItemCollectionSizeLimitExceededException"
            | "IdempotentParameterMismatchException" => {
                Self::Refused(error.message().unwrap_or(&code).to_owned())
            }
            _ => Self::Unavailable(code, Box::new(error)),
        }
    }

    /// Whether doing it again, later, may help.
    pub fn may_be_retried(&self) -> bool {
        match self {
            Self::Stale | Self::Contended(_) | Self::Unavailable(..) => true,
            Self::Answered(_) | Self::Malformed { .. } | Self::Refused(_) => false,
        }
    }
}

impl TryFrom<StoreError> for Box<KeptAnswer> {
    type Error = StoreError;

    fn try_from(error: StoreError) -> Result<Self, StoreError> {
        if let StoreError::Answered(kept) = error {
            return Ok(kept);
        }
        Err(error)
    }
}
