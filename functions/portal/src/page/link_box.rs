//! The page's link, and the form for a code of one's own.

use domain::link::Code;
use domain::share::ShareIntent;
use domain::terms::Method;
use domain::words::Words;

use super::code;
use super::model::Seen;
use super::notice::Notice;
use crate::link::{Shared, share};

/// The personal link (C8 to C11).
pub(super) enum LinkBox {
    /// The program counts no links, or makes no new ones.
    Absent,
    /// It can be made.
    Possible,
    Made {
        code: Code,
        url: String,
        share: Vec<ShareIntent>,
        choice: Choice,
    },
}

/// The form for a code of one's own, or from when on there is one.
pub(super) enum Choice {
    Open {
        /// What the code comes after.
        before: String,
        typed: String,
        refused: Option<String>,
        rule: String,
    },
    Later {
        /// From when on.
        next: String,
        /// Whether somebody just tried.
        refused: bool,
    },
    /// The program makes no links at the moment.
    Absent,
}

impl LinkBox {
    pub(super) fn of(seen: &Seen<'_>, notice: &Notice, words: &Words) -> Self {
        let shown = &seen.shown;
        match &seen.loaded.link {
            Some(link) => Self::Made {
                code: link.link.shown().clone(),
                url: link.url.as_str().to_owned(),
                share: share(shown, &link.url),
                choice: Choice::of(seen, link, (notice, words)),
            },
            None if shown.program.is_active() && shown.program.allows(Method::Link, shown.now) => {
                Self::Possible
            }
            None => Self::Absent,
        }
    }
}

impl Choice {
    fn of(seen: &Seen<'_>, shared: &Shared, (notice, words): (&Notice, &Words)) -> Self {
        let shown = &seen.shown;
        if !shown.program.is_active() || !shown.program.allows(Method::Link, shown.now) {
            return Self::Absent;
        }
        let zone = shown.rules.zone();
        if let Some(at) = shared.link.next_choice(shown.now) {
            return Self::Later {
                next: code::next(at, (words, &zone)),
                refused: notice.code.is_some(),
            };
        }
        let refused = notice.code.as_ref();
        let url = shared.url.as_str();
        let before = url.strip_suffix(shared.link.shown().as_str());
        Self::Open {
            before: before.unwrap_or_default().to_owned(),
            typed: refused.map_or_else(String::new, |it| it.typed.clone()),
            refused: refused.map(|it| it.said((words, &zone))),
            rule: code::rule(words),
        }
    }
}
