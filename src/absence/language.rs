//! What the language of an article is called, where it is one in which who speaks is not analysed. By its tag, else by
//! small words or the script of its beginning; where these do not decide, it has no name here.

use crate::document::Document;
use crate::nlp::language::{self, Language, others};

/// A language in which who speaks is not analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanalysed {
    /// Its name in English, where that is known; safe.
    pub name: Option<String>,
    /// The source of the article states it.
    pub stated: bool,
}

/// The language of a document, where it is one in which who speaks is not analysed.
pub fn unanalysed(document: &Document) -> Option<Unanalysed> {
    if language::of(document) != Language::Other {
        return None;
    }
    let tag = document.metadata.language.as_deref().filter(|tag| Language::of_tag(tag).is_some());
    Some(match tag {
        Some(tag) => Unanalysed { name: others::name_of_tag(tag), stated: true },
        None => Unanalysed { name: others::name_of_text(&document.text).map(str::to_owned), stated: false },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str, tag: Option<&str>) -> Document {
        let metadata = crate::document::Metadata { language: tag.map(str::to_owned), ..Default::default() };
        crate::document::plain(text.to_owned(), metadata)
    }

    #[test]
    fn languages_are_named_by_tag_or_text() {
        let texts = [
            (
                "Bakan görüşmelerin başarısız olduğunu ve bir teklif için geç olduğunu bu sabah söyledi. Kimse ile konuşmadı ve bu bir son.",
                "Turkish",
            ),
            (
                "Ministrul a spus că discuțiile nu au reușit și că este prea târziu pentru un acord. Nimeni nu aștepta oferta din port.",
                "Romanian",
            ),
            (
                "Министр заявила, что переговоры провалились. Никто не ожидал, что это предложение было сделано, как они говорят, в срок.",
                "Russian",
            ),
            (
                "大臣は記者団に対し、交渉は失敗したと述べた。誰もこの提案を予想していなかった。合意を変えるにはもう遅すぎた。",
                "Japanese",
            ),
        ];
        for (text, name) in texts {
            let found = unanalysed(&document(text, None)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.name.as_deref(), found.stated), (Some(name), false), "{text}");
        }
        let stated = |tag: &str| unanalysed(&document("Talks stall.", Some(tag))).map(|it| it.name.unwrap_or_default());
        assert_eq!(stated("tr-TR").as_deref(), Some("Turkish"));
        assert_eq!(stated("xx").as_deref(), Some("the language “xx”"));
        assert_eq!(stated("\u{1b}[2J").as_deref(), Some(""), "no name is made of what is no tag");
        assert_eq!((stated("de-AT"), stated("en"), stated("")), (None, None, None));
    }
}
