//! Opens an address outside of dixit: with `$BROWSER`, or whatever the system opens addresses with. No shell is asked, so
//! an address can only ever be an address.

use std::process::{Command, Stdio};

/// What opens addresses where `$BROWSER` is not set.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Opens an address; the problem, in words for people, where that cannot be done.
pub fn open(address: &str) -> Result<(), String> {
    let wish = std::env::var("BROWSER").ok();
    // A list of several browsers and placeholders are written by some; the first one is taken.
    let browser = wish.as_deref().and_then(|wish| wish.split(':').next()).filter(|name| !name.trim().is_empty());
    let mut words = browser.unwrap_or(OPENER).split_whitespace();
    let program = words.next().unwrap_or(OPENER);
    let mut command = Command::new(program);
    command.args(words.filter(|word| !word.contains("%s"))).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Waited for apart, so that no dead process is left behind.
            std::thread::spawn(move || child.wait());
            Ok(())
        }
        Err(error) => Err(format!("{program} cannot be started ({error}); $BROWSER says what opens addresses")),
    }
}
