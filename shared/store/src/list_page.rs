//! Lists, page by page.

/// One page of a list.
#[derive(Debug, Clone)]
pub struct ListPage<T> {
    pub data: Vec<T>,
    /// Where it ended, for the page that follows; none on the last.
    pub next: Option<String>,
}

impl<T> ListPage<T> {
    /// The first `limit` of these, among which is one more where others follow; `place` tells
    /// where each stands in the list.
    pub(crate) fn of(mut data: Vec<T>, limit: u8, place: impl Fn(&T) -> String) -> Self {
        let has_more = data.len() > usize::from(limit);
        data.truncate(usize::from(limit));
        let last = data.last().filter(|_| has_more);
        Self {
            next: last.map(place),
            data,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(numbers: &[u8], limit: u8) -> (Vec<u8>, Option<String>) {
        let page = ListPage::of(numbers.to_vec(), limit, u8::to_string);
        (page.data, page.next)
    }

    #[test]
    fn a_page_says_where_it_ended_only_where_others_follow() {
        assert_eq!(page(&[1, 2, 3], 2), (vec![1, 2], Some("2".to_owned())));
        assert_eq!(page(&[1, 2], 2), (vec![1, 2], None));
        assert_eq!(page(&[], 2), (vec![], None));
    }
}
