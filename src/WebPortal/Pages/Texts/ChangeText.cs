using System.Globalization;

namespace WebPortal.Pages.Texts;

/// <summary>What an order is called before and after it, and what it means, for one connection or many.</summary>
internal sealed record ChangeText(string Verb, string Noun, string Done, string Meaning)
{
    public static ChangeText Of(string action) => action switch
    {
        "Suspend" => new("Suspend", "Suspension", "suspended",
            "Use stops everywhere at once and the owners are signed out. Nothing is destroyed: resume brings everything back as it was."),
        "Resume" => new("Resume", "Resumption", "resumed",
            "The connections go back to the state that they had. Their owners sign in again and nothing was lost."),
        _ => new("Revoke", "Revocation", "revoked",
            "Use stops everywhere at once, the owners are signed out and the stored credentials are destroyed. This cannot be undone; whoever is affected connects again by signing in."),
    };

    public static string Connections(int count) => count == 1 ? "1 connection" : $"{Number(count)} connections";

    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
