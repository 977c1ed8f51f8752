//! What keeps the command from looking, in words for whoever typed it.

use runtime::config::{ConfigError, optional};
use store::StoreError;
use tokio::task::JoinError;

/// What the environment has to name.
const NEEDED: [&str; 3] = ["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

const CREDENTIALS: &str = "the AWS command line prints them, of whatever profile you use:\n  \
                           eval \"$(aws configure export-credentials --format env)\"";

#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("missing in the environment: {0}")]
    Environment(String),
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a part of the walk did not come to its end")]
    Part(#[from] JoinError),
}

/// Where the table is, for the first line that is printed.
///
/// # Errors
/// [`Trouble::Environment`] with everything that is missing, at once.
pub(crate) fn place() -> Result<String, Trouble> {
    let missing: Vec<&str> = NEEDED
        .into_iter()
        .filter(|name| optional(name).is_none())
        .collect();
    if !missing.is_empty() {
        return Err(Trouble::Environment(missing.join(", ")));
    }
    let region = optional("AWS_REGION").unwrap_or_default();
    let elsewhere = optional("AWS_ENDPOINT_URL_DYNAMODB").or(optional("AWS_ENDPOINT_URL"));
    Ok(elsewhere.map_or(region, |url| format!("the DynamoDB at {url}")))
}

impl Trouble {
    /// What is wrong, and how to mend it.
    pub(crate) fn in_words(&self, table: &str) -> String {
        match self {
            Self::Environment(_) => {
                format!(
                    "error: {self}\nAWS_REGION is the stack's region. The rest are keys; {CREDENTIALS}"
                )
            }
            Self::Store(error) => of_store(error, table),
            Self::Config(_) | Self::Part(_) => format!("error: {}", chain(self)),
        }
    }
}

fn of_store(error: &StoreError, table: &str) -> String {
    let told = chain(error);
    let StoreError::Unavailable(code, _) = error else {
        return format!("error: {told}");
    };
    let place = place().unwrap_or_default();
    let what = match code.as_str() {
        "ResourceNotFoundException" => format!(
            "there is no table `{table}` in {place}.\nA stack's table is named by\n  aws \
             cloudformation describe-stack-resource --stack-name \"$STACK\" \\\n    \
             --logical-resource-id Table --query StackResourceDetail.PhysicalResourceId --output \
             text"
        ),
        "UnrecognizedClientException"
        | "InvalidSignatureException"
        | "InvalidClientTokenId"
        | "ExpiredTokenException"
        | "ExpiredToken" => {
            format!(
                "{place} does not take these credentials ({code}): wrong, or expired; {CREDENTIALS}"
            )
        }
        "AccessDeniedException" => format!(
            "these credentials may not do this with `{table}`.\nNeeded on the table: \
             dynamodb:Scan, dynamodb:BatchGetItem, and dynamodb:BatchWriteItem for --write."
        ),
        "no answer" => format!(
            "{place} does not answer.\nIs the region or AWS_ENDPOINT_URL right, and are you \
             online? If it is only slow, fewer --segments ask less of it at a time.\n({told})"
        ),
        "ThrottlingException"
        | "ProvisionedThroughputExceededException"
        | "RequestLimitExceeded" => {
            format!("{place} throttles this command: run it again with fewer --segments")
        }
        _ => told,
    };
    format!("error: {what}")
}

/// An error with what led to it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let words = cause.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> String {
        let cause = std::io::Error::other("as the SDK says it");
        let error = StoreError::Unavailable(code.to_owned(), Box::new(cause));
        Trouble::from(error).in_words("goodword")
    }

    #[test]
    fn each_trouble_says_what_is_wrong_and_what_to_do() {
        for (code, wrong, mend) in [
            (
                "ResourceNotFoundException",
                "no table `goodword`",
                "describe-stack-resource",
            ),
            ("ExpiredTokenException", "credentials", "export-credentials"),
            ("AccessDeniedException", "may not", "dynamodb:Scan"),
            ("no answer", "does not answer", "AWS_ENDPOINT_URL"),
            ("ThrottlingException", "throttles", "--segments"),
            (
                "InternalServerError",
                "InternalServerError",
                "as the SDK says it",
            ),
        ] {
            let text = of(code);
            assert!(text.contains(wrong) && text.contains(mend), "{text}");
        }
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let missing = Trouble::Environment("AWS_REGION, AWS_ACCESS_KEY_ID".to_owned());
        let text = missing.in_words("goodword");
        assert!(text.contains("AWS_REGION, AWS_ACCESS_KEY_ID"), "{text}");
        assert!(text.contains("export-credentials"), "{text}");
    }
}
