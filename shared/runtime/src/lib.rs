//! What every function needs at its edge: config, secrets, callers, problems, batches, logs.
