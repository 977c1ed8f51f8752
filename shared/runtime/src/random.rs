//! Bytes that nobody can guess.

/// `N` bytes from the platform's own source.
///
/// # Errors
/// If the platform has none to give, which does not pass.
pub fn bytes<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_two_draws_are_the_same() {
        assert_ne!(super::bytes::<32>().unwrap(), super::bytes::<32>().unwrap());
    }
}
