//! Every action a key can be bound to: name and one line of help, in one table. Help, palette, keymap and README are
//! made from it. Knows nothing of keys, state or terminals.

macro_rules! commands {
    ($($variant:ident $name:literal $doc:literal;)*) => {
        /// An action a key can be bound to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $doc] $variant,)*
        }

        impl Command {
            /// All of them, in the order of the help.
            pub const ALL: &'static [Command] = &[$(Command::$variant),*];

            /// As it is written in a keymap file.
            pub const fn name(self) -> &'static str {
                match self { $(Command::$variant => $name),* }
            }

            /// One line of help.
            pub const fn doc(self) -> &'static str {
                match self { $(Command::$variant => $doc),* }
            }

            /// The command of that name.
            pub fn by_name(name: &str) -> Option<Command> {
                match name { $($name => Some(Command::$variant),)* _ => None }
            }
        }
    };
}

commands! {
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
    NextQuotation "next-quotation" "To the next quotation";
    PreviousQuotation "previous-quotation" "To the previous quotation";
    NextSameSpeaker "next-same-speaker" "To the next quotation of the same speaker";
    PreviousSameSpeaker "previous-same-speaker" "To the previous quotation of the same speaker";
    Accept "accept" "Go to what is selected";
    Cancel "cancel" "Back: close what is open, end a search, drop filters";
    NextPane "next-pane" "To the next pane";
    PreviousPane "previous-pane" "To the previous pane";
    OnlySpeaker "only-speaker" "Keep only this speaker's quotations; again: all";
    ChooseSpeakers "choose-speakers" "Choose which speakers to keep";
    CycleKinds "kinds" "Which kinds to show: all, marked, direct, mixed, indirect";
    FilterWords "filter" "Keep only quotations with these words";
    ScareQuotes "scare-quotes" "List marked words that are no quotations";
    Evidence "evidence" "Why this speaker: the evidence of the quotation";
    Copy "copy" "Copy the quotation with speaker and source";
    ActorCard "actor-card" "Who the actor is, and all they said";
    Outline "outline" "The article's headings";
    Documents "documents" "The open articles";
    NextDocument "next-document" "To the next open article";
    PreviousDocument "previous-document" "To the previous open article";
    Search "search" "Search the article";
    NextHit "next-hit" "To the next hit";
    PreviousHit "previous-hit" "To the previous hit";
    SetBookmark "set-bookmark" "Set a bookmark: a letter follows";
    GoToBookmark "go-to-bookmark" "Go to a bookmark: a letter follows";
    Back "back" "Back to where you were before the last jump";
    Forward "forward" "Forward again";
    Zoom "zoom" "The article alone; again: all panes";
    Wider "wider" "A wider column";
    Narrower "narrower" "A narrower column";
    CycleTheme "theme" "The next theme";
    ToggleMouse "mouse" "Let dixit or the terminal have the mouse";
    Palette "palette" "Find a command by name";
    Help "help" "Show the keys";
    Redraw "redraw" "Draw the screen anew";
    Suspend "suspend" "Suspend dixit; fg brings it back";
    Quit "quit" "Quit";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_again() {
        for &command in Command::ALL {
            assert_eq!(Command::by_name(command.name()), Some(command));
        }
    }
}
