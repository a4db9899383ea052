//! Every rule finds what its own example shows, and what more examples show: `[source] {cue} «content»`, lines divided by
//! ` / `, cells of a table by ` | `. A line that shows no content must yield none.

mod shown;

use dixit::annotate;
use dixit::document::{Metadata, plain};
use dixit::quotation::Rule;

use shown::{check, check_all, check_all_in, check_all_in_story, with_sources};

#[test]
fn every_rule_finds_its_example() {
    let differ: Vec<_> =
        Rule::ALL.iter().filter_map(|&rule| check(rule.example(), Some(rule), rule.language())).collect();
    assert!(differ.is_empty(), "\n{}", differ.join("\n"));
}

#[test]
fn sources_before_after_and_in_the_middle() {
    check_all(&[
        "«“We will sign,”» [Ada Voss] {said}.",
        "«“We will sign,”» [she] {said} on Tuesday.",
        "«“We will sign,”» {said} [Ada Voss], the foreign minister.",
        "«“We will,”» {said} [Voss], «“sign.”»",
        "«The deal», [Voss] {said}, «is dead».",
        "[Voss] {said} «the deal was “dead on arrival”».",
        "[Voss] {told} reporters on Tuesday that «the deal was dead».",
        "[Rep. Ann Lee (D-Md.)] {said} «the deal was dead».",
        "[Voss], who leads the talks, {told} reporters that «the deal was dead».",
        "[Voss], 61, a former judge, {warned} that «time was short».",
        "In Geneva, [Voss] {has repeatedly said} that «time was short».",
        "[A spokesman for the ministry] {said} «the report was wrong».",
        "{According to} [the ministry], «the report was wrong».",
        "«The report was wrong», {according to} [the ministry].",
        "Venn left, «“never to return,”» {per} [the ministry].",
        "When asked, [the 34-year-old mother of three] {replied}, «“It is meant to help.”»",
        "[Voss] {warned} of «a split in the party».",
        "[Voss] {accused} the ministry of «lying».",
        "[Voss]{:} «“Not today.”»",
        "«\"Straight marks work too,\"» {said} [Voss].",
        "The paper quoted [her] as {saying} that «the deal was dead».",
        "«“The deal is dead,”» the paper quoted [Ada Voss], the minister, as {saying}.",
        "«“The deal is dead,”» [Ada Voss] was quoted as {saying}.",
        "«“She called it ‘dead’ twice,”» [Lee] {said}.",
    ]);
}

#[test]
fn cells_beside() {
    check_all(&[
        "«“We will not sign.”» | [Ada Voss], minister",
        "Tuesday | [Ada Voss] | «“We will not sign.”»",
        "Ada Voss left | «“We will not sign.”»",
    ]);
}

#[test]
fn what_is_no_quotation() {
    check_all(&[
        "Joseph “Joe” Lee walked home.",
        "She is known as “the Fox” in Norland.",
        "They watched “The Long Road Home” at the theatre.",
        "The state of Norland is large.",
        "Voss declined to say.",
        "The reports were long and the claims were many.",
    ]);
}

#[test]
fn german() {
    check_all_in(
        "de",
        &[
            "«„Wir werden nicht unterschreiben“», {sagte} [Ada Voss].",
            "«„Wir werden nicht unterschreiben“», {sagte} [die Ministerin] am Dienstag.",
            "[Ada Voss] {sagte}, «dass die Gespräche gescheitert seien».",
            "[Der Sprecher der Polizei] {teilte} am Montag mit, «es habe keine Verletzten gegeben».",
            "Gestern {erklärte} [der Direktor des Instituts], «die Messung sei falsch».",
            "[Die Ministerin] hat {gefordert}, «die Steuer zu senken».",
            "[Voss], die die Gespräche leitet, {sagte}, «das Angebot sei tot».",
            "{Laut} [der Polizei] «wurde niemand verletzt».",
            "{Nach} [Angaben der Polizei] «wurde niemand verletzt».",
            "«Niemand wurde verletzt», {so} [die Polizei].",
            "[Ersten Berichten] {zufolge} «wurde niemand verletzt».",
            "Wie [die Polizei] {mitteilte}, «wurde niemand verletzt».",
            "[Der Minister] {nannte} den Vorschlag «„unrealistisch“».",
            "[Er] {betonte}: «„Wir bleiben.“»",
            "«„Wir gehen“», {sagte} [Voss]. «Das Angebot sei tot und werde nicht erneuert».",
        ],
    );
    check_all_in(
        "de",
        &[
            "[Die Ministerin] {äußerte} die Hoffnung, «dass die Gespräche bald beginnen».",
            "Gestern wurde {bekannt}, «dass die Brücke gesperrt ist».",
            "[Die Forderung der Gemeinde], «die Brücke zu sperren», blieb ohne Antwort.",
            "[Voss] {sagte}, «die Brücke sei sicher», und verwies auf die Messung.",
            "«Die Brücke ist» {nach} [Polizeiangaben] «gesperrt».",
            "[Seiner Meinung] {nach} «ist die Brücke sicher».",
            "[Gerüchten] {zu Folge} «wird die Brücke gesperrt».",
            "«Die Brücke wird am 3. Mai gesperrt.» Das {bestätigte} [die Gemeinde].",
            "[Voss] wies den Vorwurf als «„bloßes Gerede“» zurück.",
            "Als Antwort auf den Brief {sagte} [ein Sprecher der Gemeinde]: «„Die Brücke bleibt.“»",
            "Auch [die Leiterin des Amtes], Ada Voss, {sagte}, «die Brücke sei sicher».",
            "In der Debatte, die seit Mai geführt wird, hat [Voss] {gefordert}, «die Brücke zu sperren».",
            "«Die Brücke bleibt», so [Voss] weiter.",
            "Auf [den Vorwurf der Gemeinde], «es sei zu spät», ging sie nicht ein.",
            "[Die Gemeinde] hat {angekündigt}, «die Brücke zu sperren, die seit Mai beschädigt ist».",
            "[Voss] {sagte}, «dass die Brücke sicher ist»; die Messung dauert an.",
            "Gegenüber der „Norland-Zeitung“ {sagte} [Voss], «die Messung sei falsch».",
            "«„Das reicht nicht“», {sagte} [ihr Sprecher Jan Voss].",
            "{Aus} [Sicht der Gemeinde] «ist die Brücke sicher».",
            "«Bis Mai dürften keine Bäume gefällt werden», {teilte} [das Gericht] mit.",
            "«Er schwebe nicht in Gefahr», {sagte} [ein Arzt].",
            "[Voss] {rechnet} damit, «dass die Kosten sinken».",
            "[Das Amt] musste {zugeben}, «dass die Brücke gesperrt ist».",
            "«Die Probe liege im Labor», {erklärt} [sie] am Telefon, «ein Ergebnis gebe es im Mai».",
            "[Voss] lehnte den Plan der Gemeinde ab und {sagte}, «die Brücke sei sicher».",
            "«„Wir gehen“», {sagte} [Voss] dem Norlander „Tagblatt“.",
            "Dann kam, nach einer Pause: «„Ich gehe jetzt nach Hause.“»",
        ],
    );
    check_all_in(
        "de",
        &[
            "Die Ministerin reiste am Montag nach Berlin.",
            "Der Film „Die Brücke“ läuft im Kino.",
            "Die Bundesregierung führte das Gesetz im Jahr 2003 ein.",
            "Der Plan wurde oft kritisiert.",
            "Sie schloss die oft beklagte Lücke im Netz.",
            "Das Netz ist so schnell, dass niemand wartet.",
            "Alle Gäste werden gebeten, den Saal zu verlassen.",
            "Die Brücke, die alle Norda nennen, bleibt am Montag leer.",
            "Voss kritisierte den Plan der Gemeinde scharf.",
            "Viele befürchten, dass die Brücke fällt.",
            "Dazu muss noch angemerkt werden, dass die Brücke neu ist.",
        ],
    );
}

#[test]
fn german_of_the_news() {
    check_all_in(
        "de",
        &[
            "«„Wer zahlt das?“» Niemand antwortete.",
            "«Das Projekt sei tot», {meinte} [ein Anwohner], der seinen Namen nicht nennen wollte.",
            "Der Verein Pro Brücke e. V. hat Geld. [Der Verein] {sagte}, «es reiche nicht».",
        ],
    );
    let open = "„Wer zahlt das?“ Niemand antwortete.";
    let found = annotate(&plain(open.to_owned(), Metadata { language: Some("de".to_owned()), ..Metadata::default() }));
    assert!(found.quotations.iter().all(|quotation| quotation.source.is_none() && quotation.cue.is_none()));
    let text = "Nach Angaben der Polizei war es kalt. „Es ist vorbei“, sagte die Polizei.";
    let metadata = Metadata { language: Some("de".to_owned()), ..Metadata::default() };
    let found = annotate(&plain(text.to_owned(), metadata));
    let names: Vec<_> = found.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["die Polizei"]);
}

#[test]
fn words_that_german_quotes_inside_reported_speech() {
    let text = "Voss sagte, man habe „keine andere Wahl gehabt“ und wolle „nun“ gehen.";
    let metadata = Metadata { language: Some("de".to_owned()), ..Metadata::default() };
    let document = plain(text.to_owned(), metadata);
    let found = annotate(&document);
    let said = with_sources(&found, text);
    assert_eq!(said, [("man habe „keine andere Wahl gehabt“ und wolle „nun“ gehen", "Voss")]);
}

#[test]
fn french() {
    check_all_in(
        "fr",
        &[
            "«“Je reste,”» {dit}-[il].",
            "«“Je reste !”» s’{écria} [Léa] en riant.",
            "«“Non,”» {reprit} [le comte], «“je reste.”»",
            "[La servante] lui {répondit} : «“Je reste.”»",
            "Il entra. Puis [Léa] {murmura} : «“Je reste.”»",
            "[La ministre] a {déclaré} que «les négociations avaient échoué».",
            "{Selon} [la ministre], «les négociations ont échoué».",
            "[Le porte-parole du gouvernement] a {répondu} : «“La loi sera votée.”»",
            "«“La mer monte”», a {réagi} sur la place [la présidente de la région].",
            "{Pour} [Ada Voss], directrice du port, «“la situation est intenable”».",
            "«“La mer monte”», {selon} [le ministre].",
            "[Paul Arnal], maire du port qui a voté contre, a {annoncé} qu’«il partirait».",
        ],
    );
    check_all_in_story(&[
        "[Le pêcheur] ferma la barque et, se tournant vers Léa, {dit} d’un ton sec : «“Je reste.”»",
        "[Léa] prit la lampe en {disant} : «“Je reste.”»",
        "[Léa], assise sur le banc, posa sa lampe, et {reprit} à voix basse : «“Je reste.”»",
        "Un soir, [M. Arnal], qui rentrait du port, lui {demanda} : «“Qui reste ?”»",
        "[Mme Arnal], la plus vieille du port, {répondit} : «“Je reste.”»",
        "[Il] comptait les barques, les filets, les bouées, puis {expliquait} : «“Je reste.”»",
        "Léa se tut ; et [Paul], tremblant, se retourna{:} «“Je reste.”»",
        "Quand Léa partit, [il] {murmura} : «“Je reste.”»",
        "C’était au tour de [ma tante] de {dire} : «“Je reste.”»",
        "Léa rencontra [le maire], qui lui {dit} : «“Je reste.”»",
        "Ce furent les derniers mots [du médecin]{:} «“Je reste.”»",
        "[Léa] entra. Sa réponse fut{:} «“Je reste.”»",
        "Alors s’{écria} [le pêcheur] : «“Je reste.”»",
        "[Quelqu’un] {cria} «“Ohé, les barques !”» dans la nuit.",
        "[Le pêcheur] posa sa pipe. «“La mer monte.”»",
        "[Le pêcheur] posa sa pipe. / «“La mer monte.”»",
        "[Léa] {dit} au maire «que la mer montait».",
        "Et [la vieille] de {répondre} : «“Personne.”»",
        "Au bout d’un moment, [le plus jeune des deux frères] {demanda} : «“Qui reste ?”»",
        "[Nous] lui avons {crié} : «“Revenez !”»",
        "[L’un d’eux] s’avança et {demanda} : «“Qui reste ?”»",
        "Alors [Paul]{:} «“Qui reste ?”»",
        "[Tous] {crièrent} : «“Vive la mer !”»",
        "C’est alors que [Paul], qui dormait, s’éveilla et {dit} : «“Qui reste ?”»",
        "«“Qui reste ?”» {demanda} [le juge] d’un air de doute.",
        "«“Elle ment”», {pensa} [Léa].",
    ]);
    check_all_in(
        "fr",
        &[
            "Elle lut “Les Deux Ponts” dans le train.",
            "Il marcha longtemps sans parler.",
            "On dirait que la mer monte.",
            "Il répétait les mots qu’elle avait appris.",
            "Léa ne demandait pas mieux que de rester.",
        ],
    );
}

#[test]
fn french_of_the_news() {
    check_all_in(
        "fr",
        &[
            "La maire Hélène Ortier est venue. «“Nous avons besoin de ce pont”», a-t-[elle] {déclaré}.",
            "Léa se tut. «“Le pont est vieux”», a-t-[elle] {dit} devant la presse.",
            "Léa se tut. «“Le pont est vieux”», avait-[elle] alors {dit}.",
            "Léa se tut. «“Il faut le fermer”», ont-[ils] {répondu}.",
            "«“Ce pont est à nous,» a-t-[elle] {ajouté}, «et il le restera.”»",
            "Paul Arnal est parti. {Selon} [lui], «“tout va bien”».",
            "Jeanne et Paul sont partis. {D’après} [eux], «le pont tombera».",
            "Il cite [un porte-parole], qui {ajoute} que «“rien n’est décidé”».",
            "[Le maire] {ajoute} que «“rien” n’est décidé».",
            "{D’après} la ministre de l’Écologie, [Sabine Crolle], «le sol est trop mou».",
            "La ministre de l’Écologie [Sabine Crolle] a {annoncé} que «le sol était trop mou».",
            "[Pouria Amir], député des Français de l’étranger, a {annoncé} que «le pont serait fermé».",
            "Le maire a posé son verre, «“nous avons besoin de ce pont”».",
        ],
    );
}

#[test]
fn incises_and_dashes_of_french() {
    let text = "— Entrez ! lui cria la voisine.\n\n— Merci, répondit Léa, j’arrive.\n\n— Bien, dit la voisine.\n\n\
— Et le maire, comment s’appelait-il ?\n\n— Arnal, avait dit Léa, en montrant la porte.\n\n\
— Il est là murmura la voisine, je l’entends.\n\n— Dites-moi tout !";
    let metadata = Metadata { language: Some("fr".to_owned()), ..Metadata::default() };
    let document = plain(text.to_owned(), metadata);
    let found = annotate(&document);
    let said = with_sources(&found, text);
    assert_eq!(
        said,
        [
            ("— Entrez !", "la voisine"),
            ("— Merci,", "Léa"),
            ("j’arrive.", "Léa"),
            ("— Bien,", "la voisine"),
            ("— Et le maire, comment s’appelait-il ?", "Léa"),
            ("— Arnal,", "Léa"),
            ("— Il est là", "la voisine"),
            ("je l’entends.", "la voisine"),
            ("— Dites-moi tout !", "Léa"),
        ]
    );
}

#[test]
fn any_other_language_has_its_marks_dashes_and_colons() {
    check_all_in(
        "es",
        &[
            "[Ada Voss]{:} «“No vamos a firmar lo que no podemos cumplir.”»",
            "«“No vamos a firmar lo que no podemos cumplir.”» {–} [Ada Voss]",
            "«“¿Quién va a firmar esto?”»",
            "La ministra said que la red de Madrid red estaba wanted.",
            "Vieron “El puente” en el cine.",
        ],
    );
    check_all_in("ru", &["[Ада Восс]{:} «“Мы не подпишем то, чего не сможем выполнить.”»"]);
    check_all_in("nl", &["[Ada Voss]{:} «„We tekenen niet.”»"]);
}

#[test]
fn what_leads_to_a_speech_is_not_part_of_it() {
    check_all(&[
        "When Lee noted that «the deal was dead», Voss boasted, «“That makes me proud.”»",
        "«“This is a year for all of us!”» her niece, state [Sen. Ann Lee], {shouted} to the crowd.",
        "Ann Lee, [the head of Norland Media] -- which owns the show, and its site -- {told} me, «“We make what people want.”»",
        "«“Now is the time,”» {said} [Don Lee], who led the talks.",
        "Voss met Ann Lee, [who] in 2010 {said} that «the deal was dead».",
    ]);
}

#[test]
fn words_set_apart_are_told_from_quotations() {
    check_all(&[
        "In an interview on CBS’s “Face the Nation,” [Ann Lee] {said} «the talks had failed».",
        "A “coalition of the able” has been formed to station a force in Norland.",
        "Lowmark has yet to commit to providing a “backstop” for such a force.",
        "A party for the new show “Harbour Nights” begins at nine on Friday.",
    ]);
}

#[test]
fn content_ends_where_its_clause_ends() {
    check_all(&[
        "[Voss] {said} that «the gap has become smaller as the prices fell», the Norland Post reported this week.",
        "[Voss] {said} that «besides the envoys – from Lowmark, Sill and Norland – a clerk and a guard were hurt».",
        "The police saw a threat that would grow when nobody looks.",
        "[The report], which came out on Monday, runs to four hundred pages and {demands} that «the harbour be closed».",
        "«Some 50 people were hurt», {according to} [local news reports].",
        "«“I was shocked,”» {said} [Ann Lee], head of the Boat Owners Union, which owns boats that catch cod.",
        "This is called a “shadow request.”",
        "A man named Tom Clark led the firm, known as the Mill.",
        "«“We have nothing left,”» [one skipper] {said}.",
        "[One skipper] {remarked} that «the nets were empty».",
    ]);
}
