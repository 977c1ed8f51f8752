//! Keeps by whose links a visitor came, until they sign up: the first touch and the latest.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::{CACHE_CONTROL, COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use axum::middleware::Next;
use axum::response::Response;

/// What [`capture`] keeps, and how.
#[derive(Clone)]
pub struct Capture {
    /// Of the query parameter: `ref`.
    pub name: String,
    /// Of the program's attribution window: 90.
    pub days: u32,
    /// Of the cookie, where it is not this host alone.
    pub domain: Option<String>,
    pub consents: fn(&HeaderMap) -> bool,
}

/// The middleware, for `axum::middleware::from_fn_with_state`.
pub async fn capture(State(it): State<Capture>, request: Request, next: Next) -> Response {
    let kept = touches(request.headers());
    let touch = touch(&it, &request).filter(|touch| !kept.contains(touch));
    let mut response = next.run(request).await;
    if let Some(touch) = touch {
        let first = kept.first().map(|first| format!("{first}.."));
        let (first, life) = (first.unwrap_or_default(), it.days.saturating_mul(86_400));
        let domain = it.domain.map(|domain| format!("; Domain={domain}"));
        let attributes = format!("Path=/; Max-Age={life}; HttpOnly; Secure; SameSite=Lax");
        let cookie = format!(
            "gw_ref={first}{touch}; {attributes}{}",
            domain.unwrap_or_default()
        );
        if let Ok(cookie) = HeaderValue::try_from(cookie) {
            response.headers_mut().append(SET_COOKIE, cookie);
            // No cache between hands it to other visitors.
            response
                .headers_mut()
                .insert(CACHE_CONTROL, HeaderValue::from_static("private"));
        }
    }
    response
}

/// What a followed link appended to the address, if the visitor lets it be kept.
fn touch(it: &Capture, request: &Request) -> Option<String> {
    let mut pairs = request.uri().query()?.split('&');
    let (_, touch) =
        pairs.find_map(|pair| pair.split_once('=').filter(|(name, _)| *name == it.name))?;
    let keeps = request.method() == Method::GET && is_token(touch);
    (keeps && (it.consents)(request.headers())).then(|| touch.to_owned())
}

/// The touches that the visitor's cookie keeps.
pub fn touches(headers: &HeaderMap) -> Vec<String> {
    let headers = headers.get_all(COOKIE).iter();
    let mut cookies = headers.flat_map(|it| it.to_str().unwrap_or_default().split(';'));
    let kept = cookies.find_map(|cookie| cookie.trim().strip_prefix("gw_ref="));
    tokens(kept.unwrap_or_default())
}

/// The tokens in `text`, two at most.
pub fn tokens(text: &str) -> Vec<String> {
    let tokens = text.split("..").filter(|it| is_token(it));
    tokens.take(2).map(str::to_owned).collect()
}

/// Whether `text` has the form of what Goodword appends to an address.
pub fn is_token(text: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    let is_word = |part: &str, at_most: usize| {
        (1..=at_most).contains(&part.len()) && part.bytes().all(is_letter)
    };
    let [code, time, mac] = text.split('.').collect::<Vec<_>>()[..] else {
        return false;
    };
    let is_time = time.len() <= 12 && time.bytes().all(|b| b.is_ascii_digit());
    is_time && is_word(code, 64) && is_word(time, 12) && is_word(mac, 512)
}
