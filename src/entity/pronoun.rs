//! Whom a pronoun means: the most salient actor on the scene that agrees with it, or nobody where that is not safe.

use super::resolver;
use super::scene::{Entity, Present, Scene};
use crate::entity::actor::{ActorKind, Gender};
use crate::entity::mention::{Found, Person};
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::TokenKind;

/// How many tokens back somebody can be who is meant by a pronoun.
const WINDOW: u32 = 500;

/// The same where several people are meant, or none.
const SHORT_WINDOW: u32 = 120;

impl Scene<'_> {
    /// The entity of a pronoun.
    pub(super) fn pronoun(&mut self, index: usize, mention: &Found) -> Option<u32> {
        if self.tells && mention.person == Person::First && !mention.plural && !self.is_quoted(index) {
            return Some(self.narrator(index));
        }
        if self.context.article && resolver::sort(mention).is_some() {
            let choice = self.choose(index, mention)?;
            self.resolutions.insert(index as u32, choice.resolution);
            return choice.entity;
        }
        self.whom(index, mention)
    }

    /// Whom a pronoun means, without changing the scene.
    pub(super) fn whom(&self, index: usize, mention: &Found) -> Option<u32> {
        if mention.person != Person::Third {
            return None;
        }
        let word = self.prose.word(mention.head);
        if word.starts_with(['w', 'W']) {
            return self.antecedent(index, mention);
        }
        if mention.gender != Gender::Unknown {
            return self.person(index, mention);
        }
        if mention.plural
            && self.speaks(mention)
            && let Some(entity) = self.speakers(mention)
        {
            return Some(entity);
        }
        if mention.plural {
            let pair = self.latest_pair(index);
            return self
                .latest_of(index, mention, |entity| {
                    entity.plural || matches!(entity.kind, ActorKind::Group | ActorKind::Organisation)
                })
                .filter(|&entity| pair.is_none_or(|pair| self.last_at(entity) > pair));
        }
        // "it" means much that is no actor: only where it speaks.
        let speaks = mention.actor == ActorKind::Organisation && self.is(mention.tokens.end, Lex::SAY);
        speaks.then(|| {
            self.latest_of(index, mention, |entity| {
                matches!(entity.kind, ActorKind::Organisation | ActorKind::Place) && !entity.plural
            })
        })?
    }

    /// "Officials had briefed the team. |They| said": those who did something in the sentence before.
    fn speakers(&self, mention: &Found) -> Option<u32> {
        let several = |entity: u32| {
            self.entities.get(entity as usize).is_some_and(|known| known.plural && known.kind == ActorKind::Group)
        };
        let mut last = self.present.iter().filter(|present| {
            !present.quoted
                && present.at < mention.head
                && present.sentence + 1 == self.sentence
                && several(present.entity)
        });
        let (first, second) = (last.next()?, last.next());
        (first.subject && second.is_none_or(|second| !second.subject)).then_some(first.entity)
    }

    /// "Voss, who": what stands right before.
    fn antecedent(&self, index: usize, mention: &Found) -> Option<u32> {
        (index.saturating_sub(4)..index).find_map(|at| {
            let other = self.found.get(at)?;
            let end = other.tokens.end;
            let adjacent =
                end == mention.tokens.start || end + 1 == mention.tokens.start && self.is_kind(end, TokenKind::Comma);
            adjacent.then(|| self.of.get(at).copied().flatten())?
        })
    }

    /// Where two stand together who may be meant: "Voss and Lee met. |They| …". Both are not one actor.
    fn latest_pair(&self, index: usize) -> Option<u32> {
        const BACK: usize = 6;
        (index.saturating_sub(BACK)..index).rev().find_map(|at| {
            let (first, second) = (self.found.get(at.checked_sub(1)?)?, self.found.get(at)?);
            let joined = first.tokens.end + 1 == second.tokens.start && self.prose.word(first.tokens.end) == "and";
            joined.then_some(second.tokens.start)
        })
    }

    /// The token of somebody's last mention on the scene.
    fn last_at(&self, entity: u32) -> u32 {
        self.present.iter().find(|present| present.entity == entity).map_or(0, |present| present.at)
    }

    fn latest_of(&self, index: usize, mention: &Found, fits: impl Fn(&Entity) -> bool) -> Option<u32> {
        let quoted = self.is_quoted(index);
        let near =
            |present: &&Present| mention.head.saturating_sub(present.at) < SHORT_WINDOW && (quoted || !present.quoted);
        let found = self
            .present
            .iter()
            .filter(near)
            .find(|present| self.entities.get(present.entity as usize).is_some_and(&fits));
        found.map(|present| present.entity)
    }

    /// "he", "her": the best of those who agree.
    fn person(&self, index: usize, mention: &Found) -> Option<u32> {
        let quoted = self.is_quoted(index);
        let object = self.is_object(mention);
        let mut best: Option<(i32, u32)> = None;
        for present in &self.present {
            let Some(entity) = self.entities.get(present.entity as usize) else { continue };
            if mention.head.saturating_sub(present.at) > WINDOW || !may_be(entity, mention, self.prose.language) {
                continue;
            }
            let score = self.score(present, entity, mention, quoted, object);
            if best.is_none_or(|(other, _)| score > other) {
                best = Some((score, present.entity));
            }
        }
        best.filter(|&(score, _)| score > -60).map(|(_, entity)| entity)
    }

    /// How well somebody on the scene suits a pronoun; hundredths have no meaning beyond their order.
    fn score(&self, present: &Present, entity: &Entity, mention: &Found, quoted: bool, object: bool) -> i32 {
        let mut score = 0;
        let sentences = self.sentence.saturating_sub(present.sentence).min(12) as i32;
        score -= 5 * sentences;
        if present.subject {
            score += 8;
        }
        if present.quoted && !quoted {
            score -= 25;
        }
        if entity.gender == Gender::Unknown {
            score -= 18;
        }
        if entity.kind == ActorKind::Unknown {
            score -= 12;
        }
        if entity.cluster.is_none() {
            score -= 3;
        }
        // "Voss told him": the subject of the same sentence is not its object.
        if object && sentences == 0 && present.subject {
            score -= 30;
        }
        if !quoted && self.speaks(mention) {
            score += self.turn(present.entity, entity, present, mention);
        }
        score -= (mention.head.saturating_sub(present.at) / 20).min(10) as i32;
        score + entity.mentions.clamp(1, 16).ilog2() as i32
    }

    /// Whose turn it is to speak: who spoke in the paragraph before is answered, who was called by name answers, and
    /// nobody speaks of himself by name.
    fn turn(&self, id: u32, entity: &Entity, present: &Present, mention: &Found) -> i32 {
        let here = self.paragraph;
        let mut score = 0;
        if entity.quoted_in == here {
            score -= 15;
        } else if entity.called_in > 0 && entity.called_in + 1 == here {
            score += 12;
        }
        let (last, paragraph) = self.spoke[0];
        let goes_on = self.goes_on(mention);
        if last == id && paragraph < here && paragraph + 6 > here {
            let answered = (here - paragraph) % 2 == 1 && !self.is_since(present, paragraph);
            score += match (goes_on, answered) {
                (true, _) => 15,
                (false, true) => -12,
                (false, false) => 4,
            };
        }
        score
    }

    /// Whether somebody was mentioned in narration after a paragraph.
    fn is_since(&self, present: &Present, paragraph: u32) -> bool {
        let block = self.prose.blocks.get((paragraph as usize).saturating_sub(1));
        !present.quoted && block.is_some_and(|block| present.at >= block.tokens.end)
    }

    /// "she went on", "he added".
    fn goes_on(&self, mention: &Found) -> bool {
        let verb = self.prose.word(mention.tokens.end);
        matches!(verb, "continued" | "added" | "repeated" | "resumed" | "proceeded" | "concluded" | "went")
    }

    /// "him", and "her" before what is no noun.
    fn is_object(&self, mention: &Found) -> bool {
        let word = self.prose.word(mention.head);
        let end = mention.tokens.end;
        match word {
            "him" | "Him" => true,
            "her" | "Her" => {
                !self.is_kind(end, TokenKind::Word)
                    || self.is(
                        end,
                        Lex::PREPOSITION
                            .or(Lex::CONJUNCTION)
                            .or(Lex::DETERMINER)
                            .or(Lex::SUBORDINATOR)
                            .or(Lex::PRONOUN),
                    )
            }
            _ => false,
        }
    }
}

/// In French a commission is "elle".
fn may_be(entity: &Entity, pronoun: &Found, language: Language) -> bool {
    let body = || {
        language == Language::French
            && matches!(entity.kind, ActorKind::Organisation | ActorKind::Place)
            && entity.gender == pronoun.gender
    };
    // "a report" is no "he".
    let thing = language == Language::English && entity.kind == ActorKind::Unknown && entity.cluster.is_none();
    (matches!(entity.kind, ActorKind::Person | ActorKind::Unknown) && !thing || body())
        && !entity.plural
        && (entity.gender == pronoun.gender || entity.gender == Gender::Unknown)
}
