//! What an operation of the API is, in words and schemas: OpenAPI is made from it.
//!
//! Only with the feature `describe`, which only `infra/describe` asks for: what ships knows
//! nothing of it. Each function with routes states its operations in its own `describe.rs`, with
//! the types that it really reads and writes and the problems that it really answers with.

mod common;
mod parameter;

use domain::api_key::Scope;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::problem::{INVALID_REQUEST, Kind, NOT_FOUND, Rendered};

/// A type's schema, and those of what it holds, by a generator.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// Of the body of every problem.
pub const PROBLEM: SchemaOf = |generator| generator.subschema_for::<Rendered<'_>>();

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The host's server, by an API key with this scope.
    Host(Scope),
    /// The same, or a participant for themselves.
    HostOrParticipant(Scope),
    /// The same host, or who is signed in at its identity provider, by the provider's token.
    HostOrIdentity(Scope),
    /// A participant's browser, by the cookie of the hosted page.
    Session,
    /// The browser of a member of staff, by the cookie of the console.
    Console,
    /// Whoever has the address: a friend, a mail program.
    Anyone,
    /// Stripe, by its signature.
    Stripe,
}

impl Access {
    /// Whether callers are told apart by what they bring as a bearer: the API proper.
    pub fn tells_callers(self) -> bool {
        match self {
            Self::Host(_) | Self::HostOrParticipant(_) | Self::HostOrIdentity(_) => true,
            Self::Session | Self::Console | Self::Anyone | Self::Stripe => false,
        }
    }
}

/// What a response has instead of a schema of JSON, or its schema.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    Nothing,
    Json(SchemaOf),
    Html,
    /// A style sheet, a script, a picture: its media type.
    File(&'static str),
    /// JSON lines, or CSV.
    Rows,
    /// On to the address in `Location`.
    Redirect,
}

/// One status that the operation answers with, where it does what was asked.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub description: &'static str,
    pub content: Content,
}

/// A problem that the operation answers with, and an example of its detail.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub kind: Kind,
    pub detail: String,
    /// A field that it names.
    pub pointer: Option<&'static str>,
}

/// A parameter of the path, the query or a header.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: &'static str,
    pub description: String,
    pub required: bool,
    pub schema: Schema,
    pub example: Option<Value>,
}

/// A call and its answer, which a story carries out against the local stack.
#[derive(Debug, Clone)]
pub struct Example {
    pub name: &'static str,
    pub summary: &'static str,
    pub by_participant: bool,
    /// The body: JSON, or a text where the operation takes one.
    pub request: Option<Value>,
    pub status: u16,
    /// The body of the answer, where that is JSON.
    pub answer: Option<Value>,
}

/// What the body of a request is.
#[derive(Debug, Clone, Copy)]
pub struct Body {
    pub media_type: &'static str,
    pub description: &'static str,
    pub required: bool,
    /// The largest that is taken, in bytes.
    pub limit: usize,
    /// Of JSON alone.
    pub schema: Option<SchemaOf>,
}

/// One route with one method.
#[derive(Debug, Clone)]
pub struct Operation {
    pub method: &'static str,
    /// As in `template.yaml`.
    pub path: &'static str,
    /// What generated clients call it.
    pub id: &'static str,
    pub tag: &'static str,
    pub summary: &'static str,
    /// Markdown.
    pub description: &'static str,
    pub access: Access,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub answers: Vec<Answer>,
    pub examples: Vec<Example>,
    refusals: Vec<Refusal>,
}

impl Operation {
    /// `what` is the method and path as in `template.yaml`: `POST /v1/links`.
    pub fn new(what: &'static str, id: &'static str, tag: &'static str, access: Access) -> Self {
        let (method, path) = what.split_once(' ').unwrap_or(("GET", what));
        let operation = Self {
            method,
            path,
            id,
            tag,
            summary: "",
            description: "",
            access,
            parameters: Vec::new(),
            body: None,
            answers: Vec::new(),
            examples: Vec::new(),
            refusals: Vec::new(),
        };
        if !operation.is_repeatable() {
            return operation;
        }
        operation.header(
            "Idempotency-Key",
            "Names the call, so that it may be repeated: the same key with the same request gets \
             the same bytes again, for 24 hours, with `Idempotency-Hit: true`.",
            json_schema!({ "type": "string", "pattern": "^[!-~][ -~]{0,253}[!-~]?$" }),
        )
    }

    /// Whether it takes an `Idempotency-Key`: every POST of a known caller.
    pub fn is_repeatable(&self) -> bool {
        self.method == "POST" && self.access.tells_callers()
    }

    /// One line, and what it does in plain words (Markdown).
    #[must_use]
    pub fn says(mut self, summary: &'static str, description: &'static str) -> Self {
        self.summary = summary;
        self.description = description;
        self
    }

    /// A body of JSON.
    #[must_use]
    pub fn takes<T: JsonSchema>(mut self, description: &'static str) -> Self {
        self.body = Some(Body {
            media_type: "application/json",
            description,
            required: true,
            limit: crate::body::MAX_JSON_LENGTH,
            schema: Some(SchemaGenerator::subschema_for::<T>),
        });
        self
    }

    /// A body that may be left out.
    #[must_use]
    pub fn may_take<T: JsonSchema>(self, description: &'static str) -> Self {
        let mut operation = self.takes::<T>(description);
        operation.body = operation.body.map(|body| Body {
            required: false,
            ..body
        });
        operation
    }

    /// A body that is a text of its own.
    #[must_use]
    pub fn takes_text(mut self, body: Body) -> Self {
        self.body = Some(body);
        self
    }

    #[must_use]
    pub fn answers<T: JsonSchema>(self, status: u16, description: &'static str) -> Self {
        let schema: SchemaOf = |generator| generator.subschema_for::<T>();
        self.answers_with(status, description, Content::Json(schema))
    }

    #[must_use]
    pub fn answers_with(
        mut self,
        status: u16,
        description: &'static str,
        content: Content,
    ) -> Self {
        self.answers.push(Answer {
            status,
            description,
            content,
        });
        self
    }

    /// A status without a body.
    #[must_use]
    pub fn answers_nothing(self, status: u16, description: &'static str) -> Self {
        self.answers_with(status, description, Content::Nothing)
    }

    /// A problem besides those that follow from who may call and what is taken.
    #[must_use]
    pub fn refuses(mut self, kind: Kind, detail: &'static str) -> Self {
        self.refusals.push(Refusal {
            kind,
            detail: detail.to_owned(),
            pointer: None,
        });
        self
    }

    /// 404: what is named does not exist, or is another's.
    #[must_use]
    pub fn may_not_find(self, detail: &'static str) -> Self {
        self.refuses(NOT_FOUND, detail)
    }

    /// 400: what is asked for makes no sense, where no body or query can be wrong.
    #[must_use]
    pub fn may_not_understand(self, detail: &'static str) -> Self {
        self.refuses(INVALID_REQUEST, detail)
    }

    /// A call by the host's server.
    #[must_use]
    pub fn example(
        mut self,
        (name, summary): (&'static str, &'static str),
        request: impl Into<Option<Value>>,
        (status, answer): (u16, Option<Value>),
    ) -> Self {
        self.examples.push(Example {
            name,
            summary,
            by_participant: false,
            request: request.into(),
            status,
            answer,
        });
        self
    }

    /// A call by a participant.
    #[must_use]
    pub fn example_of_participant(
        self,
        name: (&'static str, &'static str),
        request: impl Into<Option<Value>>,
        answer: (u16, Option<Value>),
    ) -> Self {
        let mut operation = self.example(name, request, answer);
        if let Some(example) = operation.examples.last_mut() {
            example.by_participant = true;
        }
        operation
    }
}
