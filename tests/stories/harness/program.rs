//! Program files to start from: the presets as they ship.

const CLIENTJOY: &str = include_str!("../../../shared/domain/presets/clientjoy.toml");
const CONTACTUALLY: &str = include_str!("../../../shared/domain/presets/contactually.toml");

/// A program and its file.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) id: String,
    pub(crate) file: String,
}

impl Program {
    /// Both sides earn when the friend signs up.
    pub(crate) fn clientjoy() -> Self {
        Self {
            id: "clientjoy".to_owned(),
            file: CLIENTJOY.to_owned(),
        }
    }

    /// The referrer earns when the friend first pays.
    pub(crate) fn contactually() -> Self {
        Self {
            id: "contactually".to_owned(),
            file: CONTACTUALLY.to_owned(),
        }
    }

    /// The same program with a table that the file lacks.
    pub(crate) fn with_table(mut self, table: &str) -> Self {
        self.file.push('\n');
        self.file.push_str(table);
        self
    }

    /// The same program with one setting changed: `key = value` instead of what the file says.
    #[track_caller]
    pub(crate) fn with(mut self, key: &str, value: &str) -> Self {
        let is_set = |line: &&str| {
            line.split_once('=')
                .is_some_and(|(name, _)| name.trim() == key)
        };
        let line = self
            .file
            .lines()
            .find(is_set)
            .expect("the file sets it")
            .to_owned();
        self.file = self.file.replace(&line, &format!("{key} = {value}"));
        self
    }
}
