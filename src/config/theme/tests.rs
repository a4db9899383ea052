use super::super::colour::distance;
use super::*;

fn shipped(name: &str) -> Theme {
    Themes::default().get(name).unwrap().clone()
}

/// Adds a theme; the lines of its mistakes.
fn with(name: &str, text: &str) -> (Theme, Vec<usize>) {
    let mut themes = Themes::default();
    let mut input = Input::new("x.toml", text);
    themes.add(name, &mut input);
    let lines = input.into_problems().iter().filter_map(|problem| problem.line).collect();
    (themes.get(name).unwrap().clone(), lines)
}

#[test]
fn shipped_themes_have_no_mistakes() {
    let mut themes = Themes(Vec::new());
    for (name, text) in SHIPPED {
        let mut input = Input::new(name, text);
        themes.add(name, &mut input);
        assert_eq!(input.into_problems(), []);
    }
    assert_eq!(themes.names(), SHIPPED.map(|(name, _)| name));
    assert!(shipped("dark").dark && !shipped("light").dark);
}

#[test]
fn speakers_are_legible_and_distinct() {
    for (name, _) in SHIPPED {
        let theme = shipped(name);
        assert!(theme.speakers().len() >= 7);
        for index in 0..theme.speakers().len() {
            let colour = theme.speaker(index);
            let contrast = colour.contrast(theme.background()).unwrap();
            assert!(contrast >= 4.5, "{name}: {colour:?} has a contrast of {contrast}");
            for other in 0..index {
                let far = distance(colour.rgb().unwrap(), theme.speaker(other).rgb().unwrap());
                assert!(far > 5000, "{name}: {index} looks like {other}: {far}");
            }
        }
        assert_eq!(theme.speaker(theme.speakers().len()), theme.speaker(0));
    }
}

#[test]
fn few_colours_are_legible_too() {
    for (name, _) in SHIPPED {
        let theme = shipped(name).for_depth(ColourDepth::Sixteen);
        for colour in theme.speakers() {
            let contrast = colour.contrast(shipped(name).background()).unwrap();
            assert!(contrast >= 2.6, "{name}: {colour:?} has a contrast of {contrast}");
        }
    }
}

#[test]
fn text_is_legible() {
    for (name, _) in SHIPPED {
        let theme = shipped(name);
        for (scope, entry) in &theme.styles {
            let on = entry.style.bg.unwrap_or(theme.background());
            let faint = scope.starts_with("ui.border") || scope == "ui.map";
            if let Some(contrast) = entry.style.fg.and_then(|fg| fg.contrast(on)) {
                assert!(contrast >= if faint { 1.5 } else { 4.5 }, "{name}: {scope} has a contrast of {contrast}");
            }
        }
        let selected = theme.style("quotation.selected").bg.unwrap();
        for index in 0..theme.speakers().len() {
            assert!(theme.speaker(index).contrast(selected).unwrap() >= 3.0, "{name}: speaker {index} selected");
        }
    }
}

#[test]
fn styles_are_looked_up_from_the_inside_out() {
    let (theme, lines) = with("mine", "[styles]\n\"ui\" = \"red\"\n\"ui.status\" = { bold = true }\n");
    assert_eq!(lines, [0; 0]);
    let red = Style { fg: Some(Colour::Indexed(1)), ..Style::default() };
    assert_eq!(theme.style("ui.border.thumb"), red);
    assert_eq!(theme.style("ui.status.title"), Style { bold: true, ..Style::default() });
    assert_eq!(theme.style("text"), Style::default());
}

#[test]
fn without_colours_nothing_is_coloured_and_what_matters_still_differs() {
    for (name, _) in SHIPPED {
        let theme = shipped(name).for_depth(ColourDepth::None);
        for entry in theme.styles.values() {
            assert_eq!((entry.style.fg, entry.style.bg, entry.style.italic), (None, None, false));
        }
        assert_eq!(theme.speaker(3), Colour::Default);
        for scope in ["text.hit", "ui.selection.focus", "quotation.selected"] {
            assert!(theme.style(scope).reverse, "{scope}");
        }
    }
}

#[test]
fn few_colours_are_of_the_terminal() {
    let few = |colour: Option<Colour>| matches!(colour, None | Some(Colour::Default | Colour::Indexed(0..16)));
    for (name, _) in SHIPPED {
        let theme = shipped(name).for_depth(ColourDepth::Sixteen);
        assert!(theme.styles.values().all(|entry| few(entry.style.fg) && few(entry.style.bg)));
        // Among the user's own sixteen no shade is near enough to the background to lie behind words.
        for (scope, entry) in theme.styles.iter().filter(|(scope, _)| *scope != "ui") {
            assert_eq!(entry.style.bg, None, "{name}: {scope}");
        }
        assert!((0..20).all(|index| few(Some(theme.speaker(index)))));
        let theme = shipped(name).for_depth(ColourDepth::Ansi256);
        assert!((0..20).all(|index| matches!(theme.speaker(index), Colour::Indexed(16..))));
    }
}

#[test]
fn a_theme_may_change_the_palette_alone() {
    let (theme, lines) = with("mine", "inherits = \"dark\"\n[palette]\naccent = \"#010203\"\n");
    assert_eq!(lines, [0; 0]);
    assert_eq!(theme.style("ui.heading").fg, Some(Colour::Rgb(1, 2, 3)));
    assert_eq!(theme.speakers().len(), 12);
    let (theme, _) = with("dark", "inherits = \"dark\"\n[styles]\n\"ui\" = \"red\"\n");
    assert!(theme.style("ui").fg.is_some() && theme.style("ui.heading").bold, "it builds on the one it replaces");
}

#[test]
fn all_mistakes_are_told_and_the_rest_holds() {
    let (theme, lines) = with(
        "mine",
        "inherits = \"drak\"\ncolour = 1\ndark = 3\nspeakers = [\"red\", \"nored\"]\n[palette]\na = 1\n[styles]\n\
         \"x\" = { fg = \"none\" }\n\"y\" = { blink = true }\n\"z\" = { mono = [\"loud\"] }\n\"w\" = \"green\"\n",
    );
    assert_eq!(lines, [1, 2, 3, 4, 6, 8, 9, 10]);
    assert_eq!(theme.style("w").fg, Some(Colour::Indexed(2)));
}

#[test]
fn a_theme_for_the_other_background_brings_its_own() {
    for (name, theme) in
        Themes::default().names().iter().filter_map(|name| Some((name, Themes::default().get(name)?.clone())))
    {
        let theme = theme.on_its_own_background();
        for scope in ["ui", "ui.overlay", "ui.status", "text"] {
            let style = theme.style(scope);
            let (Some(fg), Some(bg)) = (style.fg, style.bg.or(theme.style("ui").bg)) else {
                assert_eq!(scope, "text", "{name}: {scope} has no colours of its own");
                continue;
            };
            assert!(fg.contrast(bg).is_some_and(|contrast| contrast >= 4.5), "{name}: {scope}");
        }
    }
}
