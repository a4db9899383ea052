//! What the user may choose: settings, keys, themes. Shipped files under the user's own; all mistakes are told together
//! and dixit starts all the same. Terminal-free.
//!
//! ```text
//! <config folder>/config.toml       settings
//! <config folder>/keymap.toml       keys, over assets/keymap/default.toml
//! <config folder>/themes/NAME.toml  a theme; it may build on another one
//! ```

pub mod colour;
mod file;
pub mod keymap;
pub mod keys;
mod settings;
pub mod theme;

use std::path::{Path, PathBuf};

pub use file::Problem;
pub use settings::Settings;

use file::Input;

/// Settings, keys and themes.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Settings.
    pub settings: Settings,
    /// Which keys do what.
    pub keymap: keymap::Keymap,
    /// How things look.
    pub themes: theme::Themes,
}

/// Where the user's files are: `$DIXIT_CONFIG_DIR`, or what the system has for that; `None` where there is no home.
pub fn folder() -> Option<PathBuf> {
    match std::env::var_os("DIXIT_CONFIG_DIR").filter(|folder| !folder.is_empty()) {
        Some(folder) => Some(folder.into()),
        None => Some(directories::ProjectDirs::from("", "", "dixit")?.config_dir().to_owned()),
    }
}

/// Reads the user's files in `folder` (none where that is `None`) over what ships with the program. Never fails: what is
/// wrong is passed over and told, with file and line.
pub fn load(folder: Option<&Path>) -> (Config, Vec<Problem>) {
    let mut config = Config::default();
    let mut problems = Vec::new();
    let Some(folder) = folder else { return (config, problems) };
    problems.extend(config.themes.read(&folder.join("themes")));
    let mut settings = Input::read(&folder.join("config.toml"));
    config.settings = Settings::read(&mut settings, &config.themes);
    let mut keymap = Input::read(&folder.join("keymap.toml"));
    config.keymap.merge(&mut keymap);
    problems.extend(settings.into_problems());
    problems.extend(keymap.into_problems());
    problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    (config, problems)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn nothing_written_is_no_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let (config, problems) = load(Some(folder.path()));
        assert_eq!(problems, []);
        assert_eq!(config.settings, Settings::default());
        assert!(load(Some(&folder.path().join("not there"))).1.is_empty());
    }

    #[test]
    fn all_mistakes_in_all_files_are_told_together() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("themes")).unwrap();
        fs::write(folder.path().join("config.toml"), "mouse = false\ncolumn_width = 5\nthem = \"dark\"\n").unwrap();
        fs::write(folder.path().join("keymap.toml"), "q = \"helpp\"\n").unwrap();
        fs::write(folder.path().join("themes/mine.toml"), "inherits = \"dark\"\n[styles]\n\"ui\" = \"#12\"\n").unwrap();
        let (config, problems) = load(Some(folder.path()));
        let told: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}:{}", problem.file.file_name().unwrap().display(), problem.line.unwrap()))
            .collect();
        assert_eq!(told, ["config.toml:2", "config.toml:3", "keymap.toml:1", "mine.toml:3"], "{problems:?}");
        assert!(!config.settings.mouse, "what is right holds");
        assert!(config.themes.get("mine").is_some_and(|theme| theme.dark));
    }
}
