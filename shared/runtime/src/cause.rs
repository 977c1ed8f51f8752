//! What set off the work that is being done: the request id that everything it leads to carries.
//!
//! A request's own id goes into the metadata of the events it announces, and from there into the
//! log lines and events of every function further on: one id follows a referral from HTTP to mail.

tokio::task_local! {
    static REQUEST_ID: String;
}

/// The id of the request, schedule or webhook that began this, while one is being worked on.
///
/// For `Store::caused_by`.
pub fn request_id() -> Option<String> {
    REQUEST_ID.try_with(Clone::clone).ok()
}

/// Does `work` for the request with this id.
pub(crate) async fn scope<T>(request_id: &str, work: impl Future<Output = T>) -> T {
    REQUEST_ID.scope(request_id.to_owned(), work).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_knows_the_request_that_began_it() {
        assert_eq!(request_id(), None);
        let seen = scope("req-1", async { request_id() }).await;
        assert_eq!(seen.as_deref(), Some("req-1"));
    }
}
