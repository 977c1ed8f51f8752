//! The binary that Lambda starts.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    find_stuck::run().await
}
