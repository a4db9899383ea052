//! Small words before a name that may be a role of whoever bears it.

/// Whether a small word before a name can be a role: "spokeswoman Ann Lee", "candidate Jill Stein".
pub fn may_be_role(word: &str) -> bool {
    const ENDINGS: [&str; 16] = [
        "man", "men", "woman", "women", "er", "or", "ist", "ian", "ant", "ent", "ary", "ate", "ee", "chief", "head",
        "ral",
    ];
    const ROLES: [&str; 22] = [
        "nominee",
        "guru",
        "boss",
        "judge",
        "coach",
        "aide",
        "pal",
        "host",
        "counsel",
        "colleague",
        "rival",
        "son",
        "wife",
        "ally",
        "critic",
        "star",
        "analyst",
        "general",
        "king",
        "queen",
        "foe",
        "director",
    ];
    ENDINGS.iter().any(|ending| word.ends_with(ending)) || ROLES.contains(&word)
}
