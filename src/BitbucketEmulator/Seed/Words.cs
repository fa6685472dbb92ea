namespace BitbucketEmulator.Seed;

/// <summary>The vocabulary of the invented company.</summary>
internal static class Words
{
    /// <summary>Forty of these times thirty-one <see cref="Parts"/> are the 1,240 repositories of the large workspace.</summary>
    public static readonly IReadOnlyList<string> Subjects =
    [
        "billing", "booking", "border", "cargo", "carrier", "catalogue", "claims", "cold-chain", "container", "contract",
        "customs", "depot", "dispatch", "dock", "driver", "export", "ferry", "fleet", "forecast", "freight",
        "fuel", "harbour", "import", "insurance", "inventory", "invoice", "label", "loading", "locker", "manifest",
        "packing", "pallet", "parcel", "pickup", "pricing", "quota", "rail", "returns", "routing", "tariff",
    ];

    public static readonly IReadOnlyList<string> Parts =
    [
        "api", "admin", "agent", "alerts", "archive", "audit", "batch", "bridge", "charts", "cli",
        "console", "contracts", "dashboard", "docs", "edge", "events", "exporter", "gateway", "importer", "infra",
        "jobs", "ledger", "library", "mobile", "monitor", "portal", "proxy", "reports", "scheduler", "schemas", "worker",
    ];

    public static readonly IReadOnlyList<string> Languages =
        ["c#", "java", "python", "typescript", "go", "kotlin", "rust", "php", "ruby", "html/css", "shell", ""];

    public static readonly IReadOnlyList<string> Guilds =
        ["Bakers", "Weavers", "Potters", "Printers", "Clockmakers", "Brewers", "Carpenters", "Glaziers"];

    public static readonly IReadOnlyList<string> Verbs =
        ["Add", "Fix", "Tidy", "Speed up", "Document", "Test", "Retire", "Translate"];

    public static readonly IReadOnlyList<string> Things =
        ["retry of failed imports", "paging of long lists", "rounding of prices", "the health check", "labels in Danish", "time zone handling", "a slow query", "the release script", "an unclear error text", "export of pallets"];

    public static readonly IReadOnlyList<string> Givens = ["Ada", "Bram", "Céline", "Dorota", "Emeka", "Fatima", "Goran", "Hyejin", "Ines", "Jürgen", "Kavya", "Léo", "Mirela", "Nils", "Oksana", "Piotr"];

    public static readonly IReadOnlyList<string> Families = ["Abara", "Bianchi", "Castro", "Dvořák", "Eriksen", "Fontaine", "Grünwald", "Haddad", "Ito", "Jovanović", "Kaya", "Larsen", "Mensah", "Nowak", "Øster", "Pereira"];
}
