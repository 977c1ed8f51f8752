//! Which route a request takes: exact paths before parameters, parameters before the rest.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use crate::template::RouteSpec;

/// The routes of the template.
pub(super) struct Routes {
    all: Vec<RouteSpec>,
}

/// The route a request takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) function: String,
    /// `GET /r/{code}`, as the platform names it.
    pub(super) key: String,
    /// The decoded values of the path's parameters.
    pub(super) parameters: BTreeMap<String, String>,
}

impl Routes {
    pub(super) fn new(all: Vec<RouteSpec>) -> Self {
        Self { all }
    }

    /// The most specific route for `method` and `path`.
    pub(super) fn find(&self, method: &str, path: &str) -> Option<Found> {
        let candidate = |route: &RouteSpec| {
            if route.method != "ANY" && route.method != method {
                return None;
            }
            let (rank, parameters) = matching(&route.path, path)?;
            let key = match route.path.as_str() {
                "" => "$default".to_owned(),
                path => format!("{} {path}", route.method),
            };
            let found = Found {
                function: route.function.clone(),
                key,
                parameters,
            };
            Some(((rank, route.method == "ANY"), found))
        };
        let candidates = self.all.iter().filter_map(candidate);
        candidates
            .min_by_key(|(rank, _)| rank.clone())
            .map(|(_, found)| found)
    }
}

/// How well a path matches, segment by segment; the smallest is the most specific.
type Rank = Vec<u8>;

fn matching(pattern: &str, path: &str) -> Option<(Rank, BTreeMap<String, String>)> {
    if pattern.is_empty() {
        return Some((vec![3], BTreeMap::new()));
    }
    let mut rank = Vec::new();
    let mut parameters = BTreeMap::new();
    let mut given = path.split('/');
    for wanted in pattern.split('/') {
        let name = wanted
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        match name.map(|name| (name, name.strip_suffix('+'))) {
            Some((_, Some(greedy))) => {
                let rest: Vec<&str> = given.by_ref().collect();
                if rest.is_empty() {
                    return None;
                }
                parameters.insert(greedy.to_owned(), decoded(&rest.join("/")));
                rank.push(2);
            }
            Some((name, None)) => {
                let value = given.next().filter(|value| !value.is_empty())?;
                parameters.insert(name.to_owned(), decoded(value));
                rank.push(1);
            }
            None => {
                if given.next()? != wanted {
                    return None;
                }
                rank.push(0);
            }
        }
    }
    given.next().is_none().then_some((rank, parameters))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes(all: &[(&str, &str)]) -> Routes {
        let route = |(method, path): &(&str, &str)| RouteSpec {
            method: (*method).to_owned(),
            path: (*path).to_owned(),
            function: format!("{method} {path}"),
        };
        Routes::new(all.iter().map(route).collect())
    }

    #[track_caller]
    fn takes(routes: &Routes, method: &str, path: &str, expected: Option<&str>) {
        let found = routes.find(method, path).map(|found| found.function);
        assert_eq!(found.as_deref(), expected, "{method} {path}");
    }

    #[test]
    fn the_most_specific_route_is_taken() {
        let routes = routes(&[
            ("GET", "/v1/{kind}"),
            ("GET", "/v1/links"),
            ("ANY", "/v1/links"),
            ("GET", "/v1/{rest+}"),
            ("ANY", ""),
        ]);
        takes(&routes, "GET", "/v1/links", Some("GET /v1/links"));
        takes(&routes, "PUT", "/v1/links", Some("ANY /v1/links"));
        takes(&routes, "GET", "/v1/other", Some("GET /v1/{kind}"));
        takes(&routes, "GET", "/v1/a/b", Some("GET /v1/{rest+}"));
        takes(&routes, "POST", "/elsewhere", Some("ANY "));
    }

    #[test]
    fn what_no_route_declares_is_not_found() {
        let routes = routes(&[("GET", "/r/{code}")]);
        takes(&routes, "POST", "/r/abc", None);
        takes(&routes, "GET", "/r/abc/d", None);
        takes(&routes, "GET", "/r/", None);
        takes(&routes, "GET", "/r", None);
    }

    #[test]
    fn parameters_are_decoded() {
        let found = routes(&[("GET", "/r/{code}")])
            .find("GET", "/r/a%20b")
            .unwrap();
        assert_eq!(found.parameters["code"], "a b");
        assert_eq!(found.key, "GET /r/{code}");
    }
}
