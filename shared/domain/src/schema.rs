//! How the texts that are checked when they are read look from outside, as JSON Schema.
//!
//! Only with the feature `schema`, which only the generator of the descriptions asks for
//! (`infra/describe`): what ships knows nothing of it. Structs and enums derive theirs, so that
//! it follows from the same attributes as their JSON.

/// A schema for a type that reads and writes itself as a text.
macro_rules! text {
    ($name:ident, $description:expr, $more:tt) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut schema = schemars::json_schema!($more);
                schema.insert("type".to_owned(), "string".into());
                schema.insert("description".to_owned(), $description.trim().into());
                schema
            }
        }
    };
}

pub(crate) use text;

use crate::api_key::ApiKeyId;
use crate::audit::StaffId;
use crate::audit::grounds::Grounds;
use crate::email_address::EmailAddress;
use crate::link::Code;
use crate::locale::Locale;
use crate::money::Currency;

text!(
    ApiKeyId,
    "The public part of an API key: it may be shown and logged.",
    { "pattern": "^[0-9a-v]{12}$" }
);
text!(
    Grounds,
    "Why staff did it, in one line of plain text without a mail address.",
    { "minLength": 1, "maxLength": 500 }
);
text!(
    StaffId,
    "Who at the host asked for it: an id of the host's own staff list, not an address.",
    { "pattern": "^[A-Za-z0-9_.:-]+$", "minLength": 1, "maxLength": 64 }
);
text!(
    Code,
    "The token in a link, `https://…/r/<code>`: 4 to 20 letters from a to z and digits, and hyphens \
     between them. Read in any case and from a pasted URL, whatever hyphens stand in it, and with 0 \
     for O, 1 for I and L; answered in lower case.",
    {}
);
text!(
    Currency,
    "An ISO 4217 currency, in either case; answered in upper case.",
    { "pattern": "^[A-Za-z]{3}$" }
);
text!(
    Locale,
    "A language tag (BCP 47). Spoken are en, de, fr, es, pt-BR and ja; en-XA and ar-XB are English \
     in disguise, for tests. Others are met by their language: `de-AT` by German.",
    { "maxLength": 35 }
);
text!(
    EmailAddress,
    "One bare e-mail address, `local@domain`: no name, quotes or comments.",
    { "format": "email", "maxLength": 254 }
);
