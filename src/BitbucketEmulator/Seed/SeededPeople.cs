namespace BitbucketEmulator.Seed;

/// <summary>The people every start has. Each is there for a reason, and says so.</summary>
internal static class SeededPeople
{
    public static List<Person> Create(DateTimeOffset start) =>
    [
        Person.Create("amelia", "Amelia Ørsted", start, location: "Aarhus, Denmark", website: "https://northlight.example/team/amelia", twoFactor: true,
            purpose: "Main demo person: four workspaces, one of which (ghost) fails, and more than 1,240 repositories."),
        Person.Create("bogdan", "Богдан Шевченко", start, location: "Львів", twoFactor: true,
            purpose: "Owner of vault, member of northlight; a name in Cyrillic."),
        Person.Create("chidi", "Chidi Okonkwo", start,
            purpose: "Read-only member of northlight; does not see northlight/board-minutes."),
        Person.Create("daphne", "Δάφνη Παπαδοπούλου", start, location: "Θεσσαλονίκη",
            purpose: "Member of forty small workspaces; a name in Greek."),
        Person.Create("elif", "Elif Yıldız", start,
            purpose: "In no workspace at all."),
        Person.Create("farid", "فريد الحسيني", start, emails: [new("farid@northlight.example", true, false), new("farid@home.example", false, true)],
            purpose: "His primary email is not confirmed; a name from right to left."),
        Person.Create("greta", "Greta Lindqvist", start, emails: [],
            purpose: "Has no email address."),
        Person.Create("hana", "高橋 花", start, nickname: "Sky", emails: [new("hana@northlight.example", true, true), new("hana.takahashi@atelier.example", false, true), new("hana@old.example", false, false)],
            purpose: "Shares her nickname with iris; three email addresses; a name in Kanji."),
        Person.Create("iris", "Iris Moreau", start, nickname: "Sky",
            purpose: "Shares her nickname with hana."),
        Person.Create("juno", "<script>alert('juno')</script>\"><img src=x onerror=alert(1)>", start, nickname: "{{7*7}}", location: "' onmouseover='alert(1)", website: "javascript:alert(document.domain)",
            purpose: "Every field is hostile markup."),
        Person.Create("kofi", "Kofi 🚀 Ménsa\u0301h Z\u0335\u0321a\u0315l\u0327g\u0322o\u0321", start,
            purpose: "Emoji and combining marks; owner of a personal workspace only."),
        Person.Create("liora", "ליאורה כהן", start, twoFactor: false,
            purpose: "Owner of northlight besides amelia; a name in Hebrew."),
    ];
}
