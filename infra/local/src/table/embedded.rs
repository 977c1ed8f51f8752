//! Starts the embedded DynamoDB.

use std::path::PathBuf;

use anyhow::{Context, Result};
use dynoxide::Database;
use tokio::net::TcpListener;

use super::Dynamo;

/// Where the table's items live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Storage {
    Memory,
    /// A file in this directory.
    Directory(PathBuf),
    /// Another DynamoDB.
    Endpoint(String),
}

/// A DynamoDB that keeps its items in `storage`.
pub(crate) async fn open(storage: &Storage) -> Result<Dynamo> {
    let database = match storage {
        Storage::Endpoint(endpoint) => return Ok(Dynamo::new(endpoint.clone())),
        Storage::Memory => Database::memory().context("the table does not start")?,
        Storage::Directory(directory) => {
            std::fs::create_dir_all(directory)
                .with_context(|| format!("cannot make {}", directory.display()))?;
            let file = directory.join("table.db");
            let file = file
                .to_str()
                .context("the state directory's name is not UTF-8")?;
            let database = Database::new(file).with_context(|| format!("cannot open {file}"))?;
            // A crash of this program loses nothing; only the machine's own would.
            database
                .enable_bulk_loading()
                .context("the table cannot be made fast")?;
            database
        }
    };
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let endpoint = format!("http://{}/", listener.local_addr()?);
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    Ok(Dynamo::new(endpoint))
}
