//! Whether a name is a person's, an organisation's or a place's: a linear model over the words of all forms of a cluster
//! and what stands around its mentions in the whole document. English; other languages keep what the rules say.

mod feature;

use std::sync::LazyLock;

use super::cluster::{Cluster, Clusters};
use super::forms::Forms;
use super::naming;
use crate::document::Document;
use crate::entity::actor::ActorKind;
use crate::entity::mention::handle::has_shape;
use crate::entity::mention::{self, Found};
use crate::linear::{Aligned, Checked, Feature};
use crate::nlp::Prose;
use crate::nlp::language::Language;
use crate::nlp::lexicon::Lexicon;
use crate::span::Span;

/// What a name is told to be, in the order of the model's columns. [`ActorKind::Unknown`] is all else: times, events,
/// products, headlines.
pub const LABELS: [ActorKind; 5] =
    [ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Group, ActorKind::Unknown];

/// How likely a name is each of [`LABELS`].
pub type Chances = [f32; LABELS.len()];

/// Tokens of a text that is longer than any article: a story, whose people the rules know better.
const LONG: usize = 20_000;

/// What the model must give a person whom the rules take for a body.
const SURE: f32 = 0.97;

/// What is less likely a person than this is not called one.
const PERSON: f32 = 0.7;

/// How many features are looked up at once.
const CHUNK: usize = 64;

/// A softmax over scores.
pub fn chances(scores: Chances) -> Chances {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

fn model() -> &'static Checked<'static> {
    static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../assets/models/types-en.bin"));
    static MODEL: LazyLock<Checked<'static>> = LazyLock::new(|| Checked::new(&BYTES.0));
    &MODEL
}

fn told(model: &Checked, features: &[Feature]) -> Chances {
    let mut sums = [0f32; LABELS.len()];
    for part in features.chunks(CHUNK) {
        for (sum, score) in sums.iter_mut().zip(model.sums(part)) {
            *sum += f32::from(score) * model.unit();
        }
    }
    chances(sums)
}

/// Sets what each cluster is and how likely it is a person.
pub fn classify(prose: &Prose, found: &[Found], forms: &Forms, clusters: &mut Clusters) {
    if prose.language != Language::English || prose.tokens.len() > LONG || model().unit() == 0.0 {
        for index in 0..clusters.list.len() {
            let kind = naming::kind(forms, clusters.list.get(index));
            if let Some(cluster) = clusters.list.get_mut(index) {
                cluster.person = by_rule(kind);
            }
        }
        return;
    }
    let features = feature::of_clusters(prose, found, forms, clusters);
    for (cluster, features) in clusters.list.iter_mut().zip(features) {
        let chances = told(model(), &features.all());
        let account = is_account(prose, found, forms, cluster);
        cluster.account = account;
        cluster.kind = Some(if account { ActorKind::Person } else { decided(cluster, chances) });
        cluster.person = if account { by_rule(ActorKind::Person) } else { chances[0] };
    }
}

/// Whether a cluster is the name of an account: "norland77".
fn is_account(prose: &Prose, found: &[Found], forms: &Forms, cluster: &Cluster) -> bool {
    let sample = cluster.forms.first().and_then(|&form| forms.list.get(form as usize)).map(|form| form.sample);
    let name = sample.and_then(|sample| found.get(sample as usize));
    name.is_some_and(|name| name.tokens.len() == 1 && has_shape(prose.word(name.head)))
}

/// How likely what the rules call by this kind is a person.
fn by_rule(kind: ActorKind) -> f32 {
    match kind {
        ActorKind::Person => 0.9,
        ActorKind::Unknown => 0.4,
        _ => 0.05,
    }
}

fn decided(cluster: &Cluster, chances: Chances) -> ActorKind {
    let best = LABELS.iter().zip(chances).max_by(|a, b| a.1.total_cmp(&b.1));
    let sure = best.filter(|(kind, chance)| **kind != ActorKind::Person || *chance >= PERSON);
    let best = sure.map_or(ActorKind::Unknown, |(kind, _)| *kind);
    // A body by its words is nobody, unless much speaks for it.
    let body = cluster.kind == Some(ActorKind::Organisation) && best == ActorKind::Person && chances[0] < SURE;
    // What is well known is known.
    if body {
        ActorKind::Organisation
    } else if cluster.known.is_some() {
        cluster.kind.unwrap_or(best)
    } else {
        best
    }
}

/// A cluster of names, to learn from.
#[derive(Debug)]
pub struct Example {
    /// Where it is mentioned by name.
    pub spans: Vec<Span>,
    /// What the rules say.
    pub rule: ActorKind,
    /// Without the identities of its own words.
    pub context: Vec<Feature>,
    /// The identities of its own words.
    pub words: Vec<Feature>,
}

/// The clusters of names of a document.
pub fn examples(document: &Document) -> Vec<Example> {
    let prose = Prose::new(document, Lexicon::english());
    let found = mention::find(&prose);
    let quoted = vec![false; found.len()];
    let mut forms = Forms::new(&prose, &found, &quoted);
    let clusters = super::join::join(&prose, &found, &mut forms);
    let mut spans: Vec<Vec<Span>> = vec![Vec::new(); clusters.list.len()];
    for (mention, form) in found.iter().zip(&forms.of) {
        if let Some(cluster) = form.and_then(|form| clusters.one(form)) {
            spans.get_mut(cluster as usize).into_iter().for_each(|spans| spans.push(mention.span));
        }
    }
    let features = feature::of_clusters(&prose, &found, &forms, &clusters);
    let all = clusters.list.iter().zip(features).zip(spans);
    all.map(|((cluster, features), spans)| Example {
        spans,
        rule: naming::kind(&forms, Some(cluster)),
        context: features.context,
        words: features.words,
    })
    .collect()
}
