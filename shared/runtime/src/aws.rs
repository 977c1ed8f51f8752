//! How the AWS SDK's clients connect: set up by hand, since reading profiles and asking for
//! credentials, as the SDK's own loader does, costs more than the rest of a cold start.

use std::fs;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::SdkConfig;
use aws_types::region::Region;
use aws_types::sdk_config::{RetryConfig, StalledStreamProtectionConfig, TimeoutConfig};
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

use crate::config::{ConfigError, optional, required};

/// The roots of every AWS endpoint: <https://www.amazontrust.com/repository/>. 5 instead of the
/// 144 of the platform, which take longer to read than a function takes to start.
const AMAZON_ROOTS: &str = include_str!("aws/roots.pem");

/// For every client that a function has. They share connections.
///
/// Region and credentials are the environment's. `AWS_ENDPOINT_URL`, and
/// `AWS_ENDPOINT_URL_<SERVICE>` before it, lead elsewhere, also without TLS; `AWS_CA_BUNDLE` names
/// the only roots to trust there.
///
/// # Errors
/// [`ConfigError`] if the platform has set no region or credentials.
pub fn sdk_config() -> Result<SdkConfig, ConfigError> {
    let credentials = Credentials::from_keys(
        required("AWS_ACCESS_KEY_ID")?,
        required("AWS_SECRET_ACCESS_KEY")?,
        optional("AWS_SESSION_TOKEN"),
    );
    let mut builder = SdkConfig::builder()
        .region(Region::new(required("AWS_REGION")?))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(http_client(Connections::Kept)?)
        .retry_config(retries())
        .timeout_config(timeouts())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .service_config(EndpointVariables);
    builder.set_endpoint_url(optional("AWS_ENDPOINT_URL"));
    Ok(builder.build())
}

/// The same, for calls that must not be made twice: no retries, and a new connection for each
/// call, since one that has gone stale would leave it open whether the call was made.
///
/// # Errors
/// [`ConfigError`] if `AWS_CA_BUNDLE` cannot be read.
pub fn without_retries(config: &SdkConfig) -> Result<SdkConfig, ConfigError> {
    Ok(config
        .to_builder()
        .retry_config(RetryConfig::disabled())
        .http_client(http_client(Connections::UsedOnce)?)
        .build())
}

/// Four attempts, the waits between them drawn from 0 up to 50, 100 and 200 ms.
fn retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(4)
        .with_initial_backoff(Duration::from_millis(50))
        .with_max_backoff(Duration::from_secs(1))
}

fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(Duration::from_secs(8))
        .build()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Connections {
    Kept,
    UsedOnce,
}

fn http_client(connections: Connections) -> Result<SharedHttpClient, ConfigError> {
    let context = TlsContext::builder()
        .with_trust_store(trust_store()?)
        .build();
    let wrong = |error| ConfigError::Wrong {
        name: "AWS_CA_BUNDLE",
        source: Box::new(error),
    };
    let mut builder = Builder::new();
    if connections == Connections::UsedOnce {
        builder = builder.pool_max_idle_per_host(0);
    }
    Ok(builder
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .tls_context(context.map_err(wrong)?)
        .build_https())
}

fn trust_store() -> Result<TrustStore, ConfigError> {
    let Some(path) = optional("AWS_CA_BUNDLE") else {
        return Ok(TrustStore::empty().with_pem_certificate(AMAZON_ROOTS));
    };
    let wrong = |error| ConfigError::Wrong {
        name: "AWS_CA_BUNDLE",
        source: Box::new(error),
    };
    Ok(TrustStore::empty().with_pem_certificate(fs::read(path).map_err(wrong)?))
}

/// Lets each client look up its own `AWS_ENDPOINT_URL_<SERVICE>`, and nothing else.
#[derive(Debug)]
struct EndpointVariables;

impl LoadServiceConfig for EndpointVariables {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let is_endpoint = key.env() == "AWS_ENDPOINT_URL";
        let value = is_endpoint
            .then(|| std::env::var(variable_of(&key)).ok())
            .flatten();
        value.filter(|url| !url.is_empty())
    }
}

/// `SESv2` becomes `AWS_ENDPOINT_URL_SESV2`.
fn variable_of(key: &ServiceConfigKey<'_>) -> String {
    let service = key
        .service_id()
        .to_ascii_uppercase()
        .replace([' ', '-'], "_");
    format!("{}_{service}", key.env())
}

#[cfg(test)]
mod tests {
    use rustls::RootCertStore;
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    use super::*;

    fn roots() -> RootCertStore {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(AMAZON_ROOTS.as_bytes()) {
            roots.add(certificate.unwrap()).unwrap();
        }
        roots
    }

    #[test]
    fn all_five_roots_can_be_read() {
        assert_eq!(roots().len(), 5);
    }

    #[test]
    fn no_root_of_amazons_that_browsers_trust_is_missing() {
        let known = roots();
        let of_amazon = |name: &[u8], part: &str| String::from_utf8_lossy(name).contains(part);
        let mut found = 0;
        for root in webpki_roots::TLS_SERVER_ROOTS {
            let name = root.subject.as_ref();
            if of_amazon(name, "Amazon Root CA") || of_amazon(name, "Starfield Services Root") {
                assert!(
                    known.roots.contains(root),
                    "{}",
                    String::from_utf8_lossy(name)
                );
                found += 1;
            }
        }
        assert_eq!(found, 5);
    }

    #[test]
    fn each_service_has_its_own_endpoint_variable() {
        let of = |service_id| {
            let key = ServiceConfigKey::builder()
                .service_id(service_id)
                .profile("endpoint_url");
            variable_of(&key.env("AWS_ENDPOINT_URL").build().unwrap())
        };
        assert_eq!(of("DynamoDB"), "AWS_ENDPOINT_URL_DYNAMODB");
        assert_eq!(of("EventBridge"), "AWS_ENDPOINT_URL_EVENTBRIDGE");
        assert_eq!(of("SESv2"), "AWS_ENDPOINT_URL_SESV2");
    }

    #[test]
    fn a_client_can_be_made_of_it() {
        assert!(http_client(Connections::Kept).is_ok());
        assert!(http_client(Connections::UsedOnce).is_ok());
    }
}
