//! Names: runs of capitalised words, cut where a title or another name starts.

mod evidence;
mod kind;
mod role;
mod spelling;
mod split;

use std::ops::Range;

use super::{Article, Finder, Found, Person};
use crate::entity::actor::{ActorKind, MentionKind};
use crate::entity::gazetteer::{self, Gazetteer};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Case, TokenKind};

pub(super) use spelling::is_initial;
use spelling::{has_small_tail, is_domain, is_plural_acronym, is_prefixed};

/// Words that a sentence may start with and that are no names by themselves.
const ORDINARY: Lex = Lex::ORDINARY.or(Lex::ADVERB).or(Lex::FUNCTION);

impl Finder<'_> {
    /// Appends the names of a block.
    pub(super) fn names(&self, range: &Range<u32>, found: &mut Vec<Found>) {
        let mut at = range.start;
        while at < range.end {
            if self.census.is_handle(self.word(at)) {
                found.extend(self.name(at..at + 1, at..at + 1).map(|name| Found { actor: ActorKind::Person, ..name }));
                at += 1;
            } else if self.may_be_name(at) {
                let end = self.run_end(at, range.end);
                self.cut(at..end, range, found);
                at = end;
            } else {
                at += 1;
            }
        }
    }

    /// Whether the word at `at` is written as a name is, given all that the document shows.
    pub(super) fn may_be_name(&self, at: u32) -> bool {
        let Some(token) = self.token(at).filter(|token| token.kind == TokenKind::Word) else { return false };
        let word = token.of(self.prose.text);
        if !token.is_capital() {
            return is_prefixed(word);
        }
        // "e. V.": what sort of club it is.
        if word == "V." && at > 0 && self.word(at - 1) == "e." {
            return false;
        }
        if self.is_national(at) || self.census.is_handle(word) || self.is_affiliation(at) {
            return false;
        }
        if word == "I" || has_small_tail(word) && !self.is_of_syllables(at, word) {
            return false;
        }
        // German: what is no name has lost its capital already.
        let weak = self.census.is_weak(at) && self.prose.language != Language::German;
        if self.is_bare_surname(at) {
            return true;
        }
        // "the Times"
        let paper = token.is(Lex::ORGANISATION_WORD) && !weak && at > 0 && self.is_one_of(at - 1, &["the"]);
        if token.is(Lex::TIME) && !paper && (weak || !self.prose.lexicon.is_pack()) {
            return token.is(Lex::GIVEN) && self.is_capital(at + 1) && !self.is(at + 1, ORDINARY);
        }
        // "|Lo| Cascio", "|Van| Zuilichem"
        if token.is(Lex::PARTICLE) && self.prose.lexicon.is_pack() && token.case == Case::Capital {
            let often = self.census.of(word).strong > 0;
            return (!weak || often) && self.is_capital(at + 1) && !self.is(at + 1, Lex::PARTICLE.or(ORDINARY));
        }
        if token.is(Lex::FUNCTION) {
            let known = token.case == Case::Upper && !weak && Gazetteer::english().known(word).is_some();
            // "28 May", "in May", unless it is the name of somebody.
            let number = at > 0 && self.is_kind(at - 1, TokenKind::Number) || self.is_kind(at + 1, TokenKind::Number);
            let within = at > 0 && self.is_one_of(at - 1, &["in", "since", "until"]);
            let dated = (number || within) && self.census.of(word).strong < 4;
            let given = token.is(Lex::GIVEN) && (self.is_capital(at + 1) || !dated);
            return known || given && (!weak || self.census.of(word).strong > 2);
        }
        // "|Ministerstwo| Zdrowia"
        let body = Lex::ORGANISATION_NOUN.or(Lex::ORGANISATION_WORD);
        if weak
            && self.prose.lexicon.is_pack()
            && token.is(body)
            && self.is_capital(at + 1)
            && self.gap_is_small(at + 1)
        {
            return !self.is(at + 1, Lex::GIVEN.or(Lex::TITLE));
        }
        if weak {
            return self.is_evident(at, word);
        }
        let doubtful = token.case == Case::Upper && word.len() > 5 || word.ends_with("ly");
        !doubtful || self.census.of(word).lower == 0
    }

    /// Where the longest well-known name ends that starts at `at`.
    pub(super) fn known_end(&self, at: u32, limit: u32) -> Option<u32> {
        let gazetteer = Gazetteer::english();
        let longest = gazetteer.longest_from(self.word(at)) as u32;
        if longest == 0 {
            return None;
        }
        let ends = (at + 1..=(at + longest + 1).min(limit)).rev();
        ends.into_iter().find(|&end| gazetteer.known(self.prose.span(&(at..end)).of(self.prose.text)).is_some())
    }

    /// Where the run of name words ends that starts at `at`.
    pub(super) fn run_end(&self, at: u32, limit: u32) -> u32 {
        let mut end = self.known_end(at, limit).unwrap_or(at + 1);
        let mut organised = false;
        while end < limit && !self.ends_office(at, end) {
            let joined = if self.may_be_name(end)
                && !self.is_courtesy(end)
                && (self.gap_is_small(end) || self.is_initial_pair(end))
            {
                end + 1
            } else if let Some(next) = self.joint(at, end, limit, &mut organised) {
                next
            } else {
                break;
            };
            end = joined.min(limit);
        }
        end
    }

    /// `la ministre de l'|Écologie| Sabine Crolle`: what an office is for ends where a given name follows.
    fn ends_office(&self, start: u32, end: u32) -> bool {
        self.prose.language == Language::French
            && start > 0
            && self.is_one_of(start - 1, &["l'", "l’", "d'", "d’"])
            && end == start + 1
            && !self.is(start, Lex::GIVEN.or(Lex::TITLE))
            && self.is(end, Lex::GIVEN)
            && self.is_capital(end + 1)
    }

    /// "Mr.", "Mrs.", "Miss" start a name of their own.
    fn is_courtesy(&self, at: u32) -> bool {
        self.is(at, Lex::TITLE) && self.is_one_of(at, &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr.", "Dr"])
    }

    /// Whether nothing but one space, tab or line break stands before a token.
    fn gap_is_small(&self, at: u32) -> bool {
        match (self.token(at - 1), self.token(at)) {
            (Some(before), Some(token)) => token.start() - before.end() <= 1,
            _ => false,
        }
    }

    fn is_initial_pair(&self, at: u32) -> bool {
        is_initial(self.word(at - 1)) && self.gap_is_small(at)
    }

    /// What joins two parts of a name at `end`: particles, "of" in organisations, "&", a nickname in marks, "Jr.".
    fn joint(&self, start: u32, end: u32, limit: u32, organised: &mut bool) -> Option<u32> {
        let word = self.word(end);
        let token = self.token(end)?;
        match token.kind {
            TokenKind::Word if self.is_from(start, end) => None,
            TokenKind::Word if token.is(Lex::PARTICLE) && !token.is_capital() => {
                let next = if self.is(end + 1, Lex::PARTICLE) { end + 2 } else { end + 1 };
                let titled = self.is(end - 1, Lex::TITLE) && !self.is_courtesy(end - 1) && !self.is_body(start, end);
                let affiliated = self.prose.lexicon.is_pack() && self.is_affiliated(start, end);
                (next < limit && self.may_be_name(next) && !titled && !affiliated).then_some(next + 1)
            }
            TokenKind::Word if let Some(end) = self.office_for(start, end, limit) => Some(end),
            TokenKind::Word if matches!(word, "of" | "for" | "on" | "at") => {
                let next = if self.is_one_of(end + 1, &["the"]) { end + 2 } else { end + 1 };
                let head = self.token(end - 1)?;
                // "Royal College of Nursing", but "Ann Church of Havn"
                let body = head.is(Lex::ORGANISATION_WORD) && end > start + 1 && !self.is(end - 2, Lex::GIVEN);
                let person = self.is_surname(end - 1) && !body || start + 1 < end && is_initial(self.word(end - 2));
                let noble = start + 1 < end && self.is_noble(start);
                let joins = head.is(Lex::ORGANISATION_WORD) && word != "at"
                    || word == "of" && (head.is(Lex::TITLE.or(Lex::ROLE)) || is_domain(self.word(end - 1)) || noble)
                    || word == "at" && *organised;
                let named = self.may_be_name(next) || is_plural_acronym(self.word(next));
                let joins = joins && !person && next < limit && named && !self.is(next, Lex::TITLE);
                *organised |= joins && head.is(Lex::ORGANISATION_WORD);
                joins.then(|| self.known_end(next, limit).unwrap_or(next + 1))
            }
            TokenKind::Word if self.is(end, Lex::AND) && self.is_body(start, end) => {
                let named = self.may_be_name(end + 1) && !self.is(end + 1, Lex::GIVEN.or(Lex::TITLE).or(Lex::PLACE));
                (end + 1 < limit && named).then_some(end + 2)
            }
            TokenKind::Word if word == "and" && *organised => {
                let next = end + 1;
                let same = self.may_be_name(next) && !self.is(next, Lex::GIVEN.or(Lex::TITLE).or(Lex::PLACE));
                let speaks = self.is(end + 2, Lex::SAY) && !self.is_subject_matter(next);
                (next < limit && same && !speaks).then_some(next + 1)
            }
            TokenKind::Word if word == "and" => self.body_of_two(end, limit).or_else(|| self.office_of_two(end, limit)),
            TokenKind::Clitic if self.names_after(end) => Some(end + 2),
            TokenKind::Other if word == "&" => (end + 1 < limit && self.is_capital(end + 1)).then_some(end + 2),
            TokenKind::Mark => self.nickname(end, limit),
            TokenKind::Comma
                if self.is_one_of(end + 1, &["Jr.", "Sr.", "Jr", "Sr", "III", "II"]) && end > start + 1 =>
            {
                (end + 1 < limit).then_some(end + 2)
            }
            _ => None,
        }
    }

    /// `Rachid El Amrani |van| Progressief Terwolde`, `Ada Voss |da| Rita Serri`: a full name, and behind it another one.
    fn is_affiliated(&self, start: u32, end: u32) -> bool {
        let full = end > start + 1 && !self.is_given(end - 1) && !self.is(end - 1, Lex::PARTICLE);
        let other = self.is_given(start) && self.is_given(end + 1) && self.may_be_name(end + 2);
        full && (other || self.is(end, Lex::LINK) && self.prose.lexicon.phrases().grammar.compounds)
    }

    /// `Dirección de Protección |y| Seguridad`: a run that a word for a body opens.
    fn is_body(&self, start: u32, end: u32) -> bool {
        let body = self.is(start, Lex::ORGANISATION_NOUN.or(Lex::ORGANISATION_WORD));
        self.prose.lexicon.is_pack() && body && (start..end).all(|at| !self.is(at, Lex::GIVEN))
    }

    /// `“Joe” Lee` after "Joseph": where the surname is.
    fn nickname(&self, open: u32, limit: u32) -> Option<u32> {
        let close = (open + 2..(open + 4).min(limit)).find(|&at| self.is_kind(at, TokenKind::Mark))?;
        let inside = (open + 1..close).all(|at| self.is_capital(at) && !self.is(at, Lex::FUNCTION));
        let spaced = self.token(open)?.start() > self.token(open - 1)?.end();
        let surname = close + 1;
        let known = !self.census.is_weak(open - 1) || self.is(open - 1, Lex::GIVEN);
        (inside && spaced && surname < limit && self.may_be_name(surname) && known).then_some(surname + 1)
    }

    /// Cuts a run into names and capitalised roles.
    fn cut(&self, mut run: Range<u32>, range: &Range<u32>, found: &mut Vec<Found>) {
        while run.start < run.end && self.starts_no_name(&run) {
            run.start += 1;
        }
        if run.is_empty() {
            return;
        }
        if self.is_known(&run) {
            found.extend(self.name(run.clone(), run));
            return;
        }
        if run.end > run.start + 2 && self.is_body(run.start, run.end) {
            found.extend(self.name(run.clone(), run));
            return;
        }
        if let Some(person) = self.person_in(&run) {
            self.cut_before(run.start..person, person..run.end, range, found);
            return;
        }
        if self.is_organisation(&run) {
            found.extend(self.name(run.clone(), run));
            return;
        }
        // "Mr. Cook", and "Dean Baker" where he is called so.
        let borne = self.is_courtesy(run.start) && run.end == run.start + 2 || self.is_surname(run.end - 1);
        if let Some(role) = self.capital_role(&run, range).filter(|_| !borne) {
            found.push(role);
            return;
        }
        match self.title_in(&run) {
            Some(title) => {
                let before = run.start..title.start;
                let apart = !before.is_empty() && self.is_apart(&before);
                if apart {
                    self.cut(before.clone(), range, found);
                }
                let start = if apart { title.start } else { run.start };
                let start = if before.clone().all(|at| self.is(at, Lex::DEMONYM)) { title.start } else { start };
                found.extend(self.name(start..run.end, title.end..run.end));
            }
            None => found.extend(self.name(run.clone(), run)),
        }
    }

    /// "Former President", "Ukrainian President", "While": the first word of a run that is no part of its name.
    fn starts_no_name(&self, run: &Range<u32>) -> bool {
        let first = run.start;
        if self.is_known(run) || run.end == first + 1 && self.is_bare_surname(first) {
            return false;
        }
        if !self.is_capital(first) && !is_prefixed(self.word(first)) {
            return true;
        }
        let next = first + 1;
        if next >= run.end {
            let paper = self.is(first, Lex::ORGANISATION_WORD) && !self.census.is_weak(first);
            return self.is(first, Lex::COMMON.or(Lex::TIME)) && !self.is(first, Lex::GIVEN) && !paper
                || self.is(first, Lex::DEMONYM) && !self.is(first, Lex::PLURAL);
        }
        if self.is(first, Lex::DEMONYM) {
            return self.is(next, Lex::TITLE.or(Lex::GIVEN).or(Lex::ROLE));
        }
        // "|Invaller| Jayden Bottse": what a sentence begins with before a full name.
        let full = next + 1 < run.end && self.is_given(next) && !self.is_given(first);
        if self.prose.lexicon.is_pack() && self.census.is_weak(first) && full && !self.is(first, Lex::PARTICLE) {
            return true;
        }
        let leads = Lex::COMMON.or(Lex::ADVERB).or(Lex::SAY).or(Lex::FAMILY);
        self.census.is_weak(first)
            && self.is(first, leads)
            && !self.is(first, Lex::TITLE.or(Lex::GIVEN))
            && self.known_end(first, run.end).is_none()
    }

    fn is_known(&self, run: &Range<u32>) -> bool {
        let text = self.prose.span(run).of(self.prose.text);
        let body = || gazetteer::profile(text).is_some_and(|profile| profile.kind != ActorKind::Person);
        Gazetteer::english().known(text).is_some() || run.end - run.start > 1 && body()
    }

    fn name(&self, tokens: Range<u32>, core: Range<u32>) -> Option<Found> {
        let span = self.prose.span(&tokens);
        if span.is_empty() || core.is_empty() {
            return None;
        }
        let (actor, gender) = self.classify(&tokens, &core);
        let last = core.end - 1;
        Some(Found {
            span,
            head: if self.is_one_of(last, &["Jr.", "Sr.", "III", "II"]) {
                last.saturating_sub(1).max(core.start)
            } else {
                last
            },
            tokens,
            kind: MentionKind::Name,
            actor,
            gender,
            plural: actor == ActorKind::Group,
            person: Person::Third,
            core,
            article: Article::None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::entity::MentionKind;
    use crate::entity::mention::tests::mentions;

    fn names(text: &str) -> Vec<String> {
        mentions(text, MentionKind::Name)
    }

    #[test]
    fn runs_of_capitals() {
        assert_eq!(
            names("Then Ada Voss met J. K. Ode and Joseph “Joe” Lee."),
            ["Ada Voss", "J. K. Ode", "Joseph “Joe” Lee"]
        );
        assert_eq!(
            names("Joseph “Joe” Lee met us. So Ludwig van Orden saw Bashar al-Rami, Jr. there."),
            ["Joseph “Joe” Lee", "Ludwig van Orden", "Bashar al-Rami, Jr."]
        );
        assert_eq!(names("It was Voss's house, not Ode’s."), ["Voss", "Ode"]);
        assert_eq!(names("Then Park Jin-soo met Ann Norland-based friends."), ["Park Jin-soo", "Ann"]);
        assert_eq!(names("Then Mr. van der Ode met Dr. de Venn."), ["Mr. van der Ode", "Dr. de Venn"]);
    }

    #[test]
    fn titles_start_a_name() {
        assert_eq!(names("Then Ukrainian President Ola Venko left."), ["President Ola Venko"]);
        assert_eq!(names("Then Ohio Sen. Ann Lee met Mr. Ode."), ["Ohio", "Sen. Ann Lee", "Mr. Ode"]);
        assert_eq!(names("Later Foreign Minister Ada Voss spoke."), ["Foreign Minister Ada Voss"]);
        assert_eq!(names("It was Secretary of State Ann Lee."), ["Secretary of State Ann Lee"]);
        assert_eq!(names("It was the Duke of Omnium."), ["Duke of Omnium"]);
        assert!(names("It was the Prime Minister.").is_empty());
    }

    #[test]
    fn organisations() {
        assert_eq!(
            names("At the Department of Health and Human Services."),
            ["Department of Health and Human Services"]
        );
        assert_eq!(names("At the Norland Trade Council, Venn & Sons."), ["Norland Trade Council", "Venn & Sons"]);
        assert_eq!(names("It was the Bill and Linda Harmon Foundation."), ["Bill and Linda Harmon Foundation"]);
        assert_eq!(names("It was the Royal College of Nursing."), ["Royal College of Nursing"]);
        assert_eq!(names("It was Bill and Linda Harmon."), ["Bill", "Linda Harmon"]);
        assert_eq!(
            names("It was the Police Federation of England and Wales."),
            ["Police Federation of England and Wales"]
        );
        assert_eq!(names("Havn and Lowmark Police said so."), ["Havn and Lowmark Police"]);
        assert_eq!(names("So it was in Havn and Lowmark Police knew."), ["Havn", "Lowmark Police"]);
        assert_eq!(names("It was Police and Crime Commissioner Ada Vale."), ["Police and Crime Commissioner Ada Vale"]);
        assert_eq!(names("The US and New York agreed with NATO."), ["US", "New York", "NATO"]);
    }

    #[test]
    fn the_document_decides_about_first_words() {
        assert_eq!(names("Rain fell on Voss. Voss ran. Rain, more rain."), ["Voss", "Voss"]);
        assert_eq!(names("Leaders met. Meanwhile Voss slept. Despite that, he won."), ["Voss"]);
        assert_eq!(names("Oddly Enough Voss Wins Again\n\nThen Voss slept."), ["Voss", "Voss"]);
    }
}
