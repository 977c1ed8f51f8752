//! The binary that Lambda starts.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    reconcile::run().await
}
