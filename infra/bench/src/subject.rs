//! What is measured: a program, how it is started, and how it is called.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;

use crate::binaries::Binaries;
use crate::stack::Stack;
use crate::work::Work;

pub(crate) struct Subject {
    /// As it stands in the table.
    pub(crate) name: String,
    /// The function whose environment and work it has.
    pub(crate) function: String,
    /// What runs the program, where it does not run by itself.
    pub(crate) runner: Vec<String>,
    pub(crate) program: PathBuf,
    /// What its environment has beside the function's, or instead.
    pub(crate) also: BTreeMap<String, String>,
}

impl Subject {
    /// A function's own binary, or that of `hello`.
    pub(crate) fn function(name: &str, binaries: &Binaries) -> Result<Self> {
        Ok(Self {
            name: name.to_owned(),
            function: name.to_owned(),
            runner: Vec::new(),
            program: binaries.path(name)?,
            also: BTreeMap::new(),
        })
    }

    pub(crate) async fn environment(&self, stack: &Stack) -> Result<BTreeMap<String, String>> {
        let mut environment = stack.environment(&self.function).await?;
        environment.extend(self.also.clone());
        Ok(environment)
    }

    pub(crate) fn work(&self, stack: &Stack) -> Result<Work> {
        Work::of(&self.function, stack)
    }
}
