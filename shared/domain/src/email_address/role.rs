//! Local parts that name a duty, a list or a machine (RFC 2142 and custom).

/// Whether `local`, in lower case and without a tag, is one of them.
pub(super) fn is_role(local: &str) -> bool {
    let name = local.replace(['-', '_', '.'], "");
    ROLES.contains(&name.as_str()) || local.ends_with("-request") || local.starts_with("owner-")
}

/// Without hyphens, underscores and dots.
const ROLES: &[&str] = &[
    "abuse",
    "accounts",
    "admin",
    "administrator",
    "all",
    "billing",
    "bounce",
    "bounces",
    "compliance",
    "contact",
    "daemon",
    "donotreply",
    "everyone",
    "feedback",
    "ftp",
    "helpdesk",
    "hostmaster",
    "info",
    "legal",
    "list",
    "listserv",
    "mailerdaemon",
    "majordomo",
    "marketing",
    "news",
    "newsletter",
    "nobody",
    "noc",
    "noreply",
    "office",
    "postmaster",
    "press",
    "privacy",
    "root",
    "sales",
    "security",
    "spam",
    "staff",
    "subscribe",
    "support",
    "team",
    "unsubscribe",
    "usenet",
    "uucp",
    "webmaster",
    "www",
];
