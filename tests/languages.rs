//! Languages that are nothing but data: what is said and by whom, one small invented article each.

use dixit::annotation::{Annotations, annotate};
use dixit::document::{Metadata, plain};
use dixit::nlp::language::{Language, detect};

/// An article: its language, its text, and what is said in it with the name of who says it (empty: somebody without a name).
struct Case {
    tag: &'static str,
    text: &'static str,
    said: &'static [(&'static str, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        tag: "es",
        text: "El puente de Valdeolmos seguirá cerrado, según informó ayer el Ayuntamiento de la ciudad.\n\n\
            «No vamos a abrirlo sin garantías», dijo este lunes en rueda de prensa la alcaldesa, Marta Olmedo. Además, advirtió \
            que las obras durarán dos años.\n\n\
            El concejal Julián Prieto, que vota en contra, calificó el cierre de “capricho caro y mal explicado”.",
        said: &[
            ("El puente de Valdeolmos seguirá cerrado", "Ayuntamiento"),
            ("«No vamos a abrirlo", "Marta Olmedo"),
            ("las obras durarán dos años", "Marta Olmedo"),
            ("“capricho caro y mal explicado”", "Julián Prieto"),
        ],
    },
    Case {
        tag: "pt",
        text: "A ponte de Vilarinho continua fechada. “Não vamos abrir sem garantias”, afirmou nesta segunda-feira a prefeita \
            Marta Queiroz, em entrevista à rádio da cidade.\n\n\
            O vereador Júlio Prates disse que a obra vai custar o dobro. Segundo Prates, ninguém consultou os moradores.",
        said: &[
            ("“Não vamos abrir sem garantias”", "Marta Queiroz"),
            ("a obra vai custar o dobro", "Júlio Prates"),
            ("ninguém consultou os moradores", "Júlio Prates"),
        ],
    },
    Case {
        tag: "it",
        text: "Il ponte di Roccanera resta chiuso. «Non lo apriremo senza garanzie», ha dichiarato ieri la sindaca Marta Olivieri.\n\n\
            Il consigliere Giulio Prati ha detto che i lavori costeranno il doppio. Secondo Prati, nessuno ha ascoltato i \
            residenti del quartiere. Poi ha aggiunto che il progetto è vecchio.",
        said: &[
            ("«Non lo apriremo senza garanzie»", "Marta Olivieri"),
            ("i lavori costeranno il doppio", "Giulio Prati"),
            ("nessuno ha ascoltato i residenti", "Giulio Prati"),
            ("il progetto è vecchio", "Giulio Prati"),
        ],
    },
    Case {
        tag: "fr",
        text: "Le pont de Montbreuil reste fermé. « Nous ne l’ouvrirons pas sans garanties », a déclaré lundi la maire, Marthe \
            Olivier.\n\n\
            Le conseiller Julien Prat a affirmé que les travaux coûteraient le double. Selon M. Prat, personne n’a écouté les \
            habitants. « C’est un projet d’un autre âge », a-t-il ajouté.",
        said: &[
            ("« Nous ne l’ouvrirons pas sans garanties »", "Marthe Olivier"),
            ("les travaux coûteraient le double", "Julien Prat"),
            ("personne n’a écouté les habitants", "Julien Prat"),
            ("« C’est un projet d’un autre âge »", "Julien Prat"),
        ],
    },
    Case {
        tag: "nl",
        text: "De brug bij Oudewaal blijft dicht. „We openen hem niet zonder garanties”, zei burgemeester Marte de Vos maandag \
            in de raad.\n\n\
            Wethouder Jelle van Prinsen vindt dat te streng. Hij zegt dat de bewoners recht hebben op een oplossing. Volgens \
            Van Prinsen kost het werk het dubbele. De aannemer liet weten dat het werk in mei begint.",
        said: &[
            ("„We openen hem niet zonder garanties”", "Marte de Vos"),
            ("de bewoners recht hebben op een oplossing", "Jelle van Prinsen"),
            ("kost het werk het dubbele", "Jelle van Prinsen"),
            ("het werk in mei begint", ""),
        ],
    },
    Case {
        tag: "pl",
        text: "Most w Starej Rudzie pozostanie zamknięty. – Nie otworzymy go bez gwarancji – powiedziała w poniedziałek burmistrz \
            Marta Olszewska.\n\n\
            Radny Juliusz Prądzyński twierdzi, że prace będą kosztować dwa razy więcej. Dodał, że nikt nie zapytał mieszkańców o zdanie.",
        said: &[
            ("– Nie otworzymy go bez gwarancji", "Marta Olszewska"),
            ("prace będą kosztować dwa razy więcej", "Juliusz Prądzyński"),
            ("nikt nie zapytał mieszkańców", "Juliusz Prądzyński"),
        ],
    },
    Case {
        tag: "no",
        text: "– Vi åpner den ikke uten garantier, sier ordfører Marte Olsvik til avisen. Broen ved Storvik er stengt.\n\n\
            Gruppeleder Julius Prestrud mener det er for strengt. Han sier at arbeidet vil koste det dobbelte. Ifølge Prestrud har ingen \
            spurt beboerne om hva de vil.",
        said: &[
            ("– Vi åpner den ikke uten garantier", "Marte Olsvik"),
            ("arbeidet vil koste det dobbelte", "Julius Prestrud"),
            ("har ingen spurt beboerne", "Julius Prestrud"),
        ],
    },
    Case {
        tag: "sv",
        text: "– Vi öppnar den inte utan garantier, säger kommunalrådet Märta Olsson till tidningen. Bron vid Storvik är stängd.\n\n\
            Gruppledaren Julius Prästberg säger att arbetet kommer att kosta det dubbla. Enligt Prästberg har ingen frågat de \
            boende om vad de vill.",
        said: &[
            ("– Vi öppnar den inte utan garantier", "Märta Olsson"),
            ("arbetet kommer att kosta det dubbla", "Julius Prästberg"),
            ("har ingen frågat de boende", "Julius Prästberg"),
        ],
    },
    Case {
        tag: "da",
        text: "»Vi åbner den ikke uden garantier,« siger borgmester Marthe Olsen til avisen. Broen ved Storvig er lukket.\n\n\
            Gruppeformand Julius Præst siger, at arbejdet vil koste det dobbelte. Ifølge Præst har ingen spurgt beboerne om, hvad de \
            vil have.",
        said: &[
            ("»Vi åbner den ikke uden garantier,«", "Marthe Olsen"),
            ("arbejdet vil koste det dobbelte", "Julius Præst"),
            ("har ingen spurgt beboerne", "Julius Præst"),
        ],
    },
];

fn annotated(case: &Case) -> Annotations {
    annotate(&plain(case.text.to_owned(), Metadata::default()))
}

#[test]
fn each_language_names_who_said_what() {
    let mut wrong = Vec::new();
    for case in CASES {
        let found = annotated(case);
        for &(words, name) in case.said {
            let quotation = found.quotations.iter().find(|quotation| quotation.span.of(case.text).contains(words));
            let speaker =
                quotation.map(|quotation| found.speaker(quotation).map_or("nobody", |actor| actor.name.as_str()));
            if speaker.is_none_or(|speaker| !speaker.contains(name)) {
                wrong.push(format!("{}: {words}: {speaker:?}", case.tag));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_full_name_ends_before_another_one() {
    let text = "Giulia Ferri da Marco Rossi a Lugano: «Siamo pronti a lavorare insieme per il ponte della città»";
    let metadata = Metadata { language: Some("it".to_owned()), ..Metadata::default() };
    let found = annotate(&plain(text.to_owned(), metadata));
    let names: Vec<_> = found.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert!(names.contains(&"Giulia Ferri") && names.contains(&"Marco Rossi"), "{names:?}");
}

#[test]
fn each_language_is_known_by_its_text() {
    for case in CASES {
        assert_eq!(detect(case.text).tag(), Some(case.tag), "{}", case.text);
    }
    let tags: Vec<_> = CASES.iter().map(|case| case.tag).collect();
    let untested = Language::ALL.iter().filter_map(|language| language.tag()).filter(|tag| !tags.contains(tag));
    assert_eq!(untested.collect::<Vec<_>>(), ["en", "de"], "these have tests of their own");
}

#[test]
fn neither_refusals_nor_questions_of_reporters_are_listed() {
    let texts = [
        "La alcaldesa no dijo si el puente se abrirá. El concejal rechazó hacer declaraciones a la prensa sobre el cierre de la calle.",
        "Il sindaco non ha detto se il ponte sarà aperto. Il consigliere non ha voluto rilasciare dichiarazioni alla stampa della città.",
        "De burgemeester zei niet of de brug open gaat. De wethouder wilde niet met de krant praten over het plan van de gemeente.",
        "Ordføreren sa ikke om broen skal åpnes. Gruppelederen vil ikke snakke med avisen om planen som kommunen har for veien.",
    ];
    for text in texts {
        let found = annotate(&plain(text.to_owned(), Metadata::default()));
        assert!(found.quotations.is_empty(), "{text}: {:?}", found.quotations.len());
    }
}

proptest::proptest! {
    /// Words and signs of these languages in any order.
    #[test]
    fn any_order_of_words_is_read(picks in proptest::collection::vec(0..WORDS.len(), 0..40), language in 0..CASES.len()) {
        let text = picks.iter().map(|&pick| WORDS[pick]).collect::<Vec<_>>().join(" ");
        let metadata = Metadata { language: Some(CASES[language].tag.to_owned()), ..Metadata::default() };
        for quotation in &annotate(&plain(text.clone(), metadata)).quotations {
            proptest::prop_assert!(text.get(quotation.span.start..quotation.span.end).is_some());
        }
    }
}

const WORDS: &[&str] = &[
    "Ada",
    "Voss",
    "van",
    "der",
    "de",
    "la",
    "el",
    "ministra",
    "minister",
    "dijo",
    "dice",
    "ha",
    "dicho",
    "disse",
    "détto",
    "a",
    "-t-il",
    "déclaré",
    "zei",
    "heeft",
    "gezegd",
    "powiedział",
    "że",
    "sier",
    "at",
    "säger",
    "att",
    "siger",
    "que",
    "che",
    "qu’il",
    "dat",
    "según",
    "selon",
    "volgens",
    "ifølge",
    "zdaniem",
    "jej",
    "su",
    "como",
    "no",
    "ikke",
    "nie",
    "fue",
    "por",
    "liet",
    "weten",
    "y",
    "og",
    "se",
    "lunes",
    "«",
    "»",
    "“",
    "”",
    "„",
    "–",
    "—",
    "-",
    ",",
    ".",
    ":",
    ";",
    "(",
    ")",
    "?",
    "’",
    "\n\n",
    "3",
    "Dijo",
    "De",
    "Según",
    "’s",
];
