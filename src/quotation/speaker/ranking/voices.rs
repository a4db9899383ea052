//! What speaks for a candidate where no words beside the quotation name its source: who spoke last, who speaks next, how much
//! of the document is theirs, whether the narrator asks.

use super::candidate::{Candidate, LEADS, Site};
use super::feature::{Marks, Sink, bucket};
use crate::entity::ActorId;
use crate::linear::join;

/// What is the same for all candidates of a quotation beside which no words say whose it is.
pub struct Voices {
    /// Whether its paragraph has nothing but marked words: 1, of a heading 2.
    paragraph: u32,
    /// Whether the narrator asks a question right before it.
    asked: u32,
    /// Who spoke last and who speaks next, and how many paragraphs away.
    last: Option<(Option<ActorId>, u32)>,
    next: Option<(Option<ActorId>, u32)>,
    /// Who spoke before the one who spoke last, and how many paragraphs away.
    other: Option<(Option<ActorId>, u32)>,
    /// How many quotations have a source that words name.
    total: u32,
}

impl Voices {
    /// Nothing where words beside the quotation name its source.
    pub fn new(site: &Site) -> Option<Self> {
        if !site.is_untold() {
            return None;
        }
        let who = |finding: Option<usize>| {
            let finding = finding?;
            Some((site.speakers.get(finding)?.actor, site.paragraphs_to(finding)?.min(4)))
        };
        let profile = site.profile;
        Some(Self {
            paragraph: if site.is_heading() { 2 } else { u32::from(site.is_paragraph()) },
            asked: u32::from(site.is_asked()),
            last: who(profile.last(site.finding)),
            next: who(profile.next(site.finding)),
            other: site
                .other_voice()
                .and_then(|(finding, away)| Some((site.speakers.get(finding)?.actor, away.min(5)))),
            total: bucket(profile.total()),
        })
    }
}

/// What speaks for a candidate there; `words`: whether the rules chose it, the sort of words that name it, and their place.
pub fn fill<const NAMING: bool>(
    sink: &mut Sink<NAMING>,
    site: &Site,
    voices: &Voices,
    marks: &Marks,
    candidate: &Candidate,
    (is_base, kind, place): (u32, u32, u32),
) {
    let &Voices { paragraph, asked, total, .. } = voices;
    let profile = site.profile;
    let same = |voice: Option<(Option<ActorId>, u32)>| match voice {
        None => (0, 9),
        Some((actor, away)) => (1 + u32::from(actor.is_some() && actor == candidate.actor), away),
    };
    let ((last, last_away), (next, next_away)) = (same(voices.last), same(voices.next));
    let share = profile.share(candidate.actor);
    let top = u32::from(candidate.actor.is_some() && candidate.actor == profile.top_actor());
    let sort = candidate.actor.and_then(|actor| site.resolved.actors.get(actor.0 as usize));
    let sort = sort.map_or(0, |actor| actor.kind as u32 + 1);
    let leads = u32::from(candidate.origin & LEADS != 0);
    let nobody = u32::from(candidate.is_nobody());
    let stance = join(paragraph, join(marks.opens, marks.alone));
    sink.add("how much of the document it says", &[share, nobody]);
    sink.add("how much of the document it says, of how much", &[share, total, nobody]);
    sink.add("how much of the document it says, for marks that stand so", &[share, stance, nobody]);
    sink.add("how much of the document it says, by rule", &[share, marks.rule, is_base]);
    sink.add("how much of the document it says, by its words", &[share, kind, place]);
    sink.add("how much it says where few sources are named", &[share, profile.openness(), nobody, paragraph]);
    sink.add("the narrator asks first", &[asked, share, nobody]);
    sink.add("the narrator asks first, and it spoke last", &[asked, last, next, paragraph]);
    sink.add("it spoke last", &[last, last_away, paragraph, nobody]);
    sink.add("it speaks next", &[next, next_away, paragraph, nobody]);
    sink.add("it spoke last and speaks next", &[last, next, stance]);
    sink.add("it spoke last, and how much it says", &[last, share, paragraph]);
    sink.add("it is quoted most", &[top, last, next, paragraph]);
    sink.add("it leads the sentence before", &[leads, paragraph, marks.first, sort]);
    sink.add("it leads the sentence before, and spoke last", &[leads, last, share, paragraph]);
    sink.add("what sort of actor it is, for marks that stand so", &[sort, stance, place]);
    sink.add("how many words are marked, and how they stand", &[marks.words, stance, nobody, share]);
    sink.add("how many words are marked, and it spoke last", &[marks.words, last, next, place]);
    let (other, other_away) = same(voices.other);
    let previous = same(marks.beside[0]);
    sink.add("it spoke before the last one", &[other, other_away, previous.0, previous.1]);
    sink.add("it spoke before the last one, for marks that stand so", &[other, previous.0, stance, nobody]);
    sink.add("it spoke the last one, and its place", &[previous.0, previous.1, place, kind]);
    sink.add("it spoke the last one, and how much it says", &[previous.0, previous.1, share, stance]);
    sink.add("the first person, and it spoke before", &[marks.first_person, previous.0, other, sort]);
    let asks = u32::from(marks.asks());
    sink.add("a question and its answer", &[asks, marks.asked, previous.0, other]);
    sink.add("a question and its answer, for marks that stand so", &[asks, marks.asked, previous.0, stance]);
    sink.add("nobody, for marks that stand so", &[nobody, marks.words, stance, marks.before.1]);
}
