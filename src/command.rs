//! Every action a key can be bound to: name and one line of help, in one table. Help, palette, keymap and README are
//! made from it. Knows nothing of keys, state or terminals.

macro_rules! commands {
    ($($section:literal { $($variant:ident $name:literal $doc:literal;)* })*) => {
        /// An action a key can be bound to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[doc = $doc] $variant,)*)*
        }

        impl Command {
            /// All of them, in the order of the help.
            pub const ALL: &'static [Command] = &[$($(Command::$variant),*),*];

            /// The headings of the help, and what stands under each.
            pub const SECTIONS: &'static [(&'static str, &'static [Command])] =
                &[$(($section, &[$(Command::$variant),*])),*];

            /// As it is written in a keymap file.
            pub const fn name(self) -> &'static str {
                match self { $($(Command::$variant => $name),*),* }
            }

            /// One line of help.
            pub const fn doc(self) -> &'static str {
                match self { $($(Command::$variant => $doc),*),* }
            }

            /// The command of that name.
            pub fn by_name(name: &str) -> Option<Command> {
                match name { $($($name => Some(Command::$variant),)*)* _ => None }
            }
        }
    };
}

commands! {
    "Moving" {
        Down "down" "One row, or one entry, down";
        Up "up" "One row, or one entry, up";
        HalfPageDown "half-page-down" "Half a page down";
        HalfPageUp "half-page-up" "Half a page up";
        PageDown "page-down" "A page down";
        PageUp "page-up" "A page up";
        Top "top" "To the start; with a count, to that percentage";
        Bottom "bottom" "To the end";
        NextParagraph "next-paragraph" "To the next paragraph";
        PreviousParagraph "previous-paragraph" "To the previous paragraph";
        NextHeading "next-heading" "To the next heading";
        PreviousHeading "previous-heading" "To the previous heading";
        Outline "outline" "The article's headings";
        SetBookmark "set-bookmark" "Set a bookmark: a letter follows";
        NameBookmark "name-bookmark" "Set a bookmark with a name: a letter follows, then the name";
        GoToBookmark "go-to-bookmark" "Go to a bookmark: a letter follows";
        Back "back" "Back to where you were before the last jump";
        Forward "forward" "Forward again";
        Links "links" "Number the links that are seen; the number follows one";
        Footnotes "footnotes" "Show the footnotes of what is seen";
        Jumps "jumps" "Where you have been";
    }
    "Quotations" {
        NextQuotation "next-quotation" "To the next quotation";
        PreviousQuotation "previous-quotation" "To the previous quotation";
        NextSameSpeaker "next-same-speaker" "To the next quotation of the same speaker";
        PreviousSameSpeaker "previous-same-speaker" "To the previous quotation of the same speaker";
        Evidence "evidence" "Why this speaker: the evidence of the quotation";
        Copy "copy" "Copy the whole utterance, with its speaker and a citation";
        Cite "cite" "The same with the citation as Markdown, BibTeX, CSL-JSON, APA";
        ScareQuotes "scare-quotes" "List marked words that are no quotations";
    }
    "Speakers and filters" {
        ActorCard "actor-card" "Who the actor is, and all they said";
        OnlySpeaker "only-speaker" "Keep only this speaker's quotations; again: all";
        ChooseSpeakers "choose-speakers" "Choose which speakers to keep";
        CycleKinds "kinds" "Which kinds to show: all quotations, marked, direct, mixed, indirect, with attitudes";
        ChooseKinds "choose-kinds" "Choose which kinds to show from a list";
        CycleSureness "sureness" "How sure of the speaker: any, sure ones, doubtful ones";
        FilterWords "filter" "Keep only what fits: words, speaker:voss, kind:direct, conf<0.6";
        ShowAll "show-all" "Drop all filters";
    }
    "Searching" {
        Search "search" "Search the text, or the list that has the focus";
        SearchAll "search-all" "Search all open articles, and those of a feed";
        NextHit "next-hit" "To the next hit";
        PreviousHit "previous-hit" "To the previous hit";
    }
    "Screen" {
        Accept "accept" "Go to what is selected";
        Cancel "cancel" "Back: close what is open, end a search, drop filters";
        NextPane "next-pane" "To the next pane";
        PreviousPane "previous-pane" "To the previous pane";
        Focus "focus" "Dim all paragraphs but the one you read; again: none";
        Zoom "zoom" "The article alone; again: all panes";
        Wider "wider" "A wider column";
        Narrower "narrower" "A narrower column";
        Indents "indents" "Paragraphs with a blank row between them, or with an indent";
        Justify "justify" "Stretch rows to the width of the column, or not";
        Hyphenate "hyphenate" "Divide words at the ends of rows, or not";
        Lines "lines" "Lines as they are in the file, or joined into paragraphs";
        Reorder "reorder" "Put words that run from right to left in order, or let the terminal do it";
        CycleTheme "theme" "The next theme";
        ChooseTheme "choose-theme" "Choose a theme from a list";
        Images "images" "Show pictures, where the terminal can, or what is said of them";
        ToggleMouse "mouse" "Let dixit or the terminal have the mouse";
        Redraw "redraw" "Draw the screen anew";
    }
    "Lists of articles" {
        ToList "list" "Back to the list that the article is of";
        Order "order" "Order the list by something else: title, date, words, quotations";
        Reverse "reverse" "Order the list the other way round";
    }
    "Articles and dixit" {
        Documents "documents" "The open articles";
        NextDocument "next-document" "To the next article of the list, or the next open one";
        PreviousDocument "previous-document" "To the previous article of the list, or the previous open one";
        Reload "reload" "Read the article or the list again, from where it came";
        Edit "edit" "Open the file in your editor ($VISUAL, $EDITOR) at this place";
        Palette "palette" "Find a command by name";
        Help "help" "Show the keys";
        Suspend "suspend" "Suspend dixit; fg brings it back";
        Close "close" "Back to the list that the article is of, or quit";
        Quit "quit" "Quit";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_under_one_heading() {
        let listed: Vec<Command> =
            Command::SECTIONS.iter().flat_map(|(_, commands)| commands.iter().copied()).collect();
        assert_eq!(listed, Command::ALL);
    }

    #[test]
    fn names_are_found_again() {
        for &command in Command::ALL {
            assert_eq!(Command::by_name(command.name()), Some(command));
        }
    }
}
