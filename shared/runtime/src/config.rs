//! What `template.yaml` tells a function through its environment.

use std::error::Error;
use std::str::FromStr;

use domain::api_key::Stage;
use jiff::SignedDuration;

/// A variable that is missing or wrong.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("the environment variable {name} is missing: template.yaml has to set it")]
    Missing { name: &'static str },
    #[error("the environment variable {name}, which template.yaml sets, is wrong")]
    Wrong {
        name: &'static str,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

/// The text of a variable.
///
/// # Errors
/// [`ConfigError::Missing`] if it is not set, or empty.
pub fn required(name: &'static str) -> Result<String, ConfigError> {
    optional(name).ok_or(ConfigError::Missing { name })
}

/// The text of a variable, unless it is not set or empty.
pub fn optional(name: &'static str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}

/// A variable, read as what it stands for.
///
/// # Errors
/// [`ConfigError`] if it is not set, or not a `T`.
pub fn parsed<T>(name: &'static str) -> Result<T, ConfigError>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    parse(name, &required(name)?)
}

/// Which of Stripe's modes this stack works in.
///
/// # Errors
/// [`ConfigError`] if `STAGE` is neither `live` nor `test`.
pub fn stage() -> Result<Stage, ConfigError> {
    parsed("STAGE")
}

/// How long an invocation may take, which the platform does not tell.
///
/// # Errors
/// [`ConfigError`] if `FUNCTION_TIMEOUT_SECONDS` is not a number of seconds.
pub fn timeout() -> Result<SignedDuration, ConfigError> {
    let seconds: u32 = parsed("FUNCTION_TIMEOUT_SECONDS")?;
    Ok(SignedDuration::from_secs(seconds.into()))
}

fn parse<T>(name: &'static str, text: &str) -> Result<T, ConfigError>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    text.parse().map_err(|error| ConfigError::Wrong {
        name,
        source: Box::new(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_the_place_to_set_it() {
        let error = required("GOODWORD_NOBODY_SETS_THIS").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the environment variable GOODWORD_NOBODY_SETS_THIS is missing: \
             template.yaml has to set it"
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_cause() {
        let error = parse::<Stage>("STAGE", "prod").unwrap_err();
        assert!(error.to_string().contains("STAGE"), "{error}");
        assert_eq!(error.source().unwrap().to_string(), "must be live or test");
    }
}
